import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { AuthorityScope, type Actor } from '#lib/server/db/scope.ts';
import { newId } from '#lib/server/ids.ts';
import pg from 'pg';

/** The databases every database test runs on: `describe.each(DATABASES)('…', (kind) => …)`. */
export const DATABASES = ['sqlite', 'postgres'] as const;
export type Kind = (typeof DATABASES)[number];

/** An empty, migrated database of its own, with the tripwire on. Close it in afterEach or afterAll. */
export async function emptyDatabase(kind: Kind): Promise<Connection> {
	if (kind === 'sqlite') {
		const connection = connect(':memory:', { watch: true });
		await connection.migrate();
		return connection;
	}
	return connect(await emptyAddress('postgres'), { watch: true });
}

/** Where an empty database is that several connections can open: a file, not yet there, or one on the test server. */
export async function emptyAddress(kind: Kind): Promise<string> {
	if (kind === 'sqlite') return join(mkdtempSync(join(tmpdir(), 'sayso-test-')), 'test.db');
	const server = inject('postgres');
	const name = `t_${randomBytes(6).toString('hex')}`;
	const admin = new pg.Client({ connectionString: `${server}/postgres` });
	await admin.connect();
	await admin.query(`create database ${name} template sayso_template`);
	await admin.end();
	return `${server}/${name}`;
}

/** A database without a table, for migrations. */
export async function bareDatabase(kind: Kind): Promise<Connection> {
	if (kind === 'sqlite') return connect(':memory:');
	const name = `t_${randomBytes(6).toString('hex')}`;
	const admin = new pg.Client({ connectionString: `${inject('postgres')}/postgres` });
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	return connect(`${inject('postgres')}/${name}`);
}

const DEFAULTS = {
	createdAt: '2026-01-01T09:00:00.000Z',
	draftLanguages: 'ar',
	targetFirst: '20w',
	targetSecond: '91d',
	targetLater: '182d',
	videoAttends: 1
};

/** One authority with an IRO, a child on their caseload and a review that is due. */
async function authority(connection: Connection, code: string, name: string) {
	const id = newId();
	await connection.directory
		.insertInto('authority')
		.values({ ...DEFAULTS, id, code, name, nineOhThree: null, demonstrationAt: null })
		.execute();
	const as = (actor: Actor) => new AuthorityScope(connection.db, id, actor);
	const commandLine = as({ kind: 'command-line' });

	const [iroId, childId, reviewId] = [newId(), newId(), newId()];
	await commandLine
		.insertInto('staff', {
			id: iroId,
			externalId: `${code}-iro`,
			email: `iro@${code}.example`,
			name: `Iris of ${name}`,
			role: 'iro',
			passwordHash: null,
			createdAt: DEFAULTS.createdAt,
			endedAt: null
		})
		.execute();
	await commandLine
		.insertInto('child', {
			id: childId,
			externalId: '0001',
			firstName: 'Ada',
			lastName: name,
			knownAs: null,
			bornOn: '2014-05-05',
			sex: 'F',
			readingLanguage: null,
			spokenLanguage: null,
			uascFrom: null,
			uascUntil: null,
			createdAt: DEFAULTS.createdAt
		})
		.execute();
	await commandLine
		.insertInto('involvement', {
			id: newId(),
			childId,
			staffId: iroId,
			externalId: null,
			role: 'iro',
			startedOn: '2025-01-01',
			endedOn: null
		})
		.execute();
	await commandLine
		.insertInto('review', {
			id: reviewId,
			childId,
			externalId: `${code}-r1`,
			dueOn: '2026-12-10',
			createdAt: DEFAULTS.createdAt
		})
		.execute();
	return {
		id,
		code,
		as,
		commandLine,
		scope: as({ kind: 'staff', staffId: iroId, role: 'iro' }),
		iroId,
		childId,
		reviewId
	};
}

/** Two authorities, alike: the neighbour is always there to leak. */
export async function twoAuthorities(kind: Kind, connection?: Connection) {
	connection ??= await emptyDatabase(kind);
	const north = await authority(connection, 'north', 'Northshire');
	const south = await authority(connection, 'south', 'Southshire');
	return { connection, north, south, close: () => connection.close() };
}

export type World = Awaited<ReturnType<typeof twoAuthorities>>;

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the test server, without a database name. */
		postgres: string;
	}
}
