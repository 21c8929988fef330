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
	const address = await emptyAgain();
	const connection = connect(address, { watch: true });
	let open = true;
	const close = async () => {
		await connection.close();
		if (open) closed.push(address);
		open = false;
	};
	return { ...connection, close };
}

/** Databases on the test server that tests of this file have closed: making one costs more than most tests do. */
const closed: string[] = [];
/** What a database looks like that was just made. */
let fresh: string | undefined;

/** One that was closed, when it is as it was made once its rows are gone; else another. */
async function emptyAgain(): Promise<string> {
	for (let address = closed.pop(); address; address = closed.pop()) {
		if ((await onServer(address, async (client) => (await emptied(client)) && looks(client))) === fresh) return address;
	}
	const address = await emptyAddress('postgres');
	fresh ??= await onServer(address, looks);
	return address;
}

/** Takes every row out, whatever watches over it; false when somebody still has it open. */
async function emptied(client: pg.Client): Promise<boolean> {
	if (!(await isLeft(client))) return false;
	await client.query(`
		set session_replication_role = replica;
		do $$ declare found text; begin
			for found in select relname from pg_class
				where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely%'
			loop execute format('delete from %I', found); end loop;
		end $$`);
	return true;
}

/** Whether nobody else is in it. The server takes a moment to see that somebody has gone. */
async function isLeft(client: pg.Client): Promise<boolean> {
	const others = `select 1 from pg_stat_activity
		where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
	for (let looked = 0; looked < 20; looked++) {
		if (!(await client.query(others)).rowCount) return true;
		await new Promise((wait) => setTimeout(wait, 5));
	}
	return false;
}

/** Every table with how many rows, every column, index, rule between tables and trigger: what a test may have changed. */
async function looks(client: pg.Client): Promise<string> {
	const { rows } = await client.query<{ looks: string }>(`select md5(concat(
		(select string_agg(concat(relname, relkind, reloptions, case relkind
			when 'r' then query_to_xml(format('select count(*) from %I', relname), true, true, '') end), ',' order by oid)
			from pg_class where relnamespace = 'public'::regnamespace),
		(select string_agg(concat(attrelid, attname, atttypid, attnotnull, atthasdef, attisdropped), ',' order by attrelid, attnum)
			from pg_attribute join pg_class on pg_class.oid = attrelid where relnamespace = 'public'::regnamespace),
		(select string_agg(pg_get_constraintdef(oid), ',' order by oid) from pg_constraint where connamespace = 'public'::regnamespace),
		(select string_agg(concat(tgrelid, tgname, tgenabled), ',' order by oid) from pg_trigger),
		(select string_agg(concat(proname, prosrc), ',' order by oid) from pg_proc where pronamespace = 'public'::regnamespace)
	)) as looks`);
	return rows[0]!.looks;
}

async function onServer<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ connectionString: address });
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

/** Where an empty database is that several connections can open: a file, not yet there, or one on the test server. */
export async function emptyAddress(kind: Kind): Promise<string> {
	if (kind === 'sqlite') return join(mkdtempSync(join(tmpdir(), 'sayso-test-')), 'test.db');
	const server = inject('postgres');
	const name = `t_${randomBytes(6).toString('hex')}`;
	await onServer(`${server}/postgres`, (admin) => admin.query(`create database ${name} template sayso_template`));
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
