import { Lucia, TimeSpan } from 'lucia';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canary, CHOSEN, releaseCanaries } from '../../../../tests/support/canaries.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { sessionAdapter, userIdOf } from '../auth/adapter.ts';
import * as backup from '../backup.ts';
import { connect, type Connection } from '../db/connect.ts';
import * as uploads from '../uploads/index.ts';
import { check } from './check.ts';
import { SEALED, type SealedField } from './fields.ts';

const nameOf = ({ table, column }: Pick<SealedField, 'table' | 'column'>) => `${table}.${column}`;

/** What stands in a field where no word of ours can. */
const INSTEAD: Record<string, string> = {
	'answer.value': 'someone-hurts-me',
	'wish.value': 'clubs',
	'safetyFlag.value': 'someone-hurts-me',
	'review.notAttendedReason': 'in-custody',
	'person.phone': '+447700900123',
	'duty.phones': '+447700900456'
};
/** Worked out from what was sent, or made by a device with a key of its own: neither has a word of ours in it. */
const MADE = ['submission.proof'];
const OF_A_DEVICE = ['childPasskey.credential'];
/** What a file that somebody sent consists of. */
const FILE = 'canaryinafilethatsomebodysent';
const wordOf = (field: SealedField) => INSTEAD[nameOf(field)] ?? canary(field.table, field.column);

describe.each(DATABASES)('a stolen database or backup, on %s', (kind) => {
	const { TMPDIR = '/tmp' } = process.env;
	let folder: string;
	let world: World;
	/** Where PostgreSQL's log of changes was when the test began: what is before it, or ready to be used again, is other tests'. */
	let since: string;
	beforeEach(async () => {
		folder = mkdtempSync(join(tmpdir(), 'sayso-leak-'));
		mkdirSync(join(folder, 'temp'));
		process.env.TMPDIR = join(folder, 'temp');
		const file = kind === 'sqlite' ? connect(join(folder, 'sayso.db'), { watch: true }) : undefined;
		await file?.migrate();
		world = await twoAuthorities(kind, file);
		if (kind === 'postgres') since = await logFile(world.connection);
	});
	afterEach(async () => {
		await world.close();
		process.env.TMPDIR = TMPDIR;
		rmSync(folder, { recursive: true });
	});

	/** Every byte there is of it: its files with the log of changes and what is temporary, every row as text, and a backup. */
	async function everything(): Promise<Buffer> {
		const { connection } = world;
		await backup.make(connection, join(folder, 'backup'));
		const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
		const bytes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
		const unpacked = bytes.map((found) => (found[0] === 0x1f && found[1] === 0x8b ? gunzipSync(found) : found));
		const rows = await everyRow(connection);
		return Buffer.concat([
			...unpacked,
			Buffer.from(rows),
			...(kind === 'postgres' ? await filesOfServer(connection) : [])
		]);
	}

	async function everyRow({ directory }: Connection): Promise<string> {
		const tables = await directory.introspection.getTables();
		const dumped = tables.map(({ name }) =>
			directory
				.selectFrom(name as 'wish')
				.selectAll()
				.execute()
		);
		return JSON.stringify(await Promise.all(dumped));
	}

	/** The file of the log of changes that PostgreSQL writes just now. Later ones have later names. */
	async function logFile({ driver }: Connection): Promise<string> {
		const { rows } = await (driver as pg.Pool).query<{ name: string }>(
			'select pg_walfile_name(pg_current_wal_lsn()) as name'
		);
		return rows[0]!.name;
	}

	async function filesOfServer(connection: Connection): Promise<Buffer[]> {
		const pool = connection.driver as pg.Pool;
		const until = await logFile(connection);
		await pool.query('checkpoint');
		const { rows } = await pool.query<{ folder: string; id: string }>(
			"select current_setting('data_directory') as folder, oid::text as id from pg_database where datname = current_database()"
		);
		const read = (part: string, isMeant: (name: string) => boolean) =>
			readdirSync(join(rows[0]!.folder, part), { withFileTypes: true })
				.filter((entry) => entry.isFile() && isMeant(entry.name))
				.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
		const log = read('pg_wal', (name) => name >= since && name <= until);
		expect(log.length).toBeGreaterThan(0);
		return [...log, ...read(join('base', rows[0]!.id), () => true)];
	}

	test('shows no word, no choice that reveals, no address and no secret that anybody gave us', async () => {
		const secrets = await releaseCanaries(world.north);
		const { scope, reviewId, childId } = world.north;
		const kept = await Promise.all(
			([{ review: reviewId }, { child: childId }, 'authority'] as const).map((owner) =>
				scope.transaction((tx) => uploads.keep(tx, owner, 'image/webp', Buffer.from(FILE)))
			)
		);
		const lucia = new Lucia(sessionAdapter(world.connection.directory, 'staff'), {
			sessionExpiresIn: new TimeSpan(1, 'h')
		});
		const { id: token } = await lucia.createSession(userIdOf(world.north.id, world.north.iroId), {});

		// Each word did go in, and comes out again for who may open it.
		const opened = new Map<string, string>();
		await check(world.connection, (field, text) => {
			opened.set(nameOf(field), (opened.get(nameOf(field)) ?? '') + text.toLowerCase());
		});
		for (const field of SEALED.filter((one) => !OF_A_DEVICE.includes(nameOf(one)))) {
			if (MADE.includes(nameOf(field))) expect(opened.has(nameOf(field)), nameOf(field)).toBe(true);
			else expect(opened.get(nameOf(field)) ?? '', nameOf(field)).toContain(wordOf(field));
		}

		for (const id of kept) expect((await uploads.find(scope, id))?.bytes.toString()).toBe(FILE);

		const bytes = await everything();
		// What is in clear is found, so that finding nothing means something.
		expect(bytes.includes('Northshire')).toBe(true);
		const words = SEALED.map(wordOf).filter((word) => !CHOSEN.includes(word));
		const leaked = [...words, ...CHOSEN, ...secrets, token, FILE].filter((word) => bytes.includes(word));
		expect(leaked).toEqual([]);
		expect(readdirSync(join(folder, 'temp'))).toEqual([]);
	});
});
