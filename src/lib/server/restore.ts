import type { Kysely } from 'kysely';
import * as files from './backup-files.ts';
import type { Connection } from './db/connect.ts';
import { migrationsFor } from './db/migrations/index.ts';
import type { Database } from './db/schema.ts';
import { fill, type Insert, type StoredRow } from './db/snapshot.ts';
import { AuthorityScope } from './db/scope.ts';
import * as erase from './erase.ts';
import { check } from './sealing/check.ts';
import { forgetKeys } from './sealing/keys.ts';

export interface Restored {
	tables: number;
	rows: number;
	keys: number;
	/** Sealed values that open. */
	opened: number;
	/** Reviews and children that had been erased when the keys were copied, and so were again. */
	erased: number;
}

export type RestoreRefusal = 'restore-not-empty' | 'restore-newer';

/**
 * Puts a backup into an empty database: all of it or, when anything is missing or does not fit, nothing. The keys may be
 * newer than the data: what was erased meanwhile is erased again. Then opens everything that is sealed, and throws when
 * something does not open. Nobody is signed in afterwards.
 */
export async function restore(
	connection: Connection,
	{ data, keys }: { data: string; keys: string }
): Promise<Restored | { refused: RestoreRefusal; what: string }> {
	const [contents, keyContents] = [files.readContents(data), files.readContents(keys)];
	const last = contents.migrations.at(-1);
	const unknown = contents.migrations.find((name) => !KNOWN.includes(name));
	if (unknown) return { refused: 'restore-newer', what: unknown };
	if (!(await connection.migrations()).length) await connection.migrate(last);
	if (!(await isEmpty(connection.directory))) return { refused: 'restore-not-empty', what: '' };

	let [rows, keyRows] = [0, 0];
	await fill(connection, async (insert) => {
		const authorities = new Set<string>();
		rows = await putAll(insert, data, contents, (table, row) => {
			if (table === 'authority') authorities.add(String(row.id));
			return true;
		});
		// Newer keys may be of an authority that the older data does not have yet.
		keyRows = await putAll(insert, keys, keyContents, (_, row) => authorities.has(String(row.authority_id)));
	});
	await connection.migrate();
	forgetKeys();
	const erased = await eraseAgain(connection, keyContents.erased ?? []);
	return { tables: contents.tables.length, rows, keys: keyRows, opened: await check(connection), erased };
}

const KNOWN = Object.keys(migrationsFor('sqlite'));

async function isEmpty(directory: Kysely<Database>): Promise<boolean> {
	return (await directory.selectFrom('authority').select('id').executeTakeFirst()) === undefined;
}

async function putAll(
	insert: Insert,
	folder: string,
	{ tables }: files.Contents,
	wanted: (table: string, row: StoredRow) => boolean
): Promise<number> {
	let count = 0;
	for (const table of tables) {
		for await (const some of files.readTable(folder, table)) {
			const rows = some.filter((row) => wanted(table.name, row));
			if (rows.length) await insert(table.name, rows);
			count += rows.length;
		}
	}
	return count;
}

async function eraseAgain(connection: Connection, erased: NonNullable<files.Contents['erased']>): Promise<number> {
	let count = 0;
	for (const { authorityId, action, subject } of erased) {
		const scope = new AuthorityScope(connection.db, authorityId, { kind: 'command-line' });
		const there = await connection.directory
			.selectFrom('authority')
			.select('id')
			.where('id', '=', authorityId)
			.execute();
		if (!there.length) continue;
		if (await (action === 'child.erased' ? erase.child : erase.review)(scope, subject)) count++;
	}
	return count;
}
