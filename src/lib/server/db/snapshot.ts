import SqliteDatabase from 'better-sqlite3';
import type pg from 'pg';
import type { Connection } from './connect.ts';

/** A row as the database has it: text, whole numbers, bytes and nothing. */
export type StoredRow = Record<string, string | number | Uint8Array | null>;

/** All tables as they are at one moment, while others go on writing. Close it. */
export interface Snapshot {
	/** By name, each after those it refers to. */
	tables: string[];
	rows(table: string): AsyncIterable<StoredRow>;
	close(): Promise<void>;
}

/** What is not a table of ours, or says only what happens now: who is signed in, and tries at getting in. */
const LEFT_OUT = /^(sqlite_.*|kysely_.*|rate_limit.*|.*_session|staff_attempt)$/;

/** The tables at this moment. On SQLite a file is read beside its writers; on PostgreSQL in one transaction that only reads. */
export function snapshotOf({ driver }: Connection): Promise<Snapshot> {
	return driver instanceof SqliteDatabase ? snapshotOfSqlite(driver) : snapshotOfPostgres(driver);
}

async function snapshotOfSqlite(driver: SqliteDatabase.Database): Promise<Snapshot> {
	const reader = driver.memory ? driver : new SqliteDatabase(driver.name, { readonly: true });
	reader.exec('begin');
	const names = reader.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[];
	const refersTo = (table: string) =>
		(reader.pragma(`foreign_key_list("${table}")`) as { table: string }[]).map((key) => key.table);
	return {
		tables: inOrder(new Map(names.map((name) => [name, refersTo(name)]))),
		async *rows(table) {
			yield* reader.prepare(`select * from "${table}"`).iterate() as Iterable<StoredRow>;
		},
		async close() {
			reader.exec('commit');
			if (reader !== driver) reader.close();
		}
	};
}

const FETCHED = 500;

async function snapshotOfPostgres(pool: pg.Pool): Promise<Snapshot> {
	const client = await pool.connect();
	await client.query('begin isolation level repeatable read read only');
	const tables = await client.query<{ name: string }>(
		'select tablename as name from pg_tables where schemaname = current_schema()'
	);
	const keys = await client.query<{ table: string; to: string }>(
		`select child.relname as table, parent.relname as to from pg_constraint
		join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
		where contype = 'f' and connamespace = current_schema()::regnamespace`
	);
	const refersTo = (name: string) => keys.rows.filter(({ table }) => table === name).map(({ to }) => to);
	return {
		tables: inOrder(new Map(tables.rows.map(({ name }) => [name, refersTo(name)]))),
		async *rows(table) {
			await client.query(`declare backup no scroll cursor for select * from "${table}"`);
			for (let count = FETCHED; count === FETCHED;) {
				const { rows } = await client.query<StoredRow>(`fetch ${FETCHED} from backup`);
				yield* rows;
				count = rows.length;
			}
			await client.query('close backup');
		},
		async close() {
			await client.query('commit');
			client.release();
		}
	};
}

/** Each table after those it refers to. */
function inOrder(refersTo: ReadonlyMap<string, string[]>): string[] {
	const ordered = new Set<string>();
	const visit = (table: string, above: readonly string[]): void => {
		if (ordered.has(table) || above.includes(table)) return;
		for (const other of (refersTo.get(table) ?? []).toSorted()) visit(other, [...above, table]);
		ordered.add(table);
	};
	for (const table of [...refersTo.keys()].sort()) visit(table, []);
	return [...ordered].filter((table) => !LEFT_OUT.test(table));
}

export type Insert = (table: string, rows: StoredRow[]) => Promise<void>;

/** Puts rows in as they are, all that `work` gives or none. Give each table after those it refers to. */
export async function fill({ driver }: Connection, work: (insert: Insert) => Promise<void>): Promise<void> {
	if (driver instanceof SqliteDatabase) {
		return inTransaction(
			async (text) => void driver.exec(text),
			work,
			async (table, rows) => {
				const columns = Object.keys(rows[0]!);
				const statement = driver.prepare(
					`insert into "${table}" (${quoted(columns)}) values (${columns.map(() => '?').join()})`
				);
				for (const row of rows) statement.run(columns.map((column) => row[column]));
			}
		);
	}
	const client = await driver.connect();
	try {
		await inTransaction(
			(text) => client.query(text),
			work,
			async (table, rows) => {
				const columns = Object.keys(rows[0]!);
				const holes = rows.map((_, row) => `(${columns.map((__, at) => `$${row * columns.length + at + 1}`).join()})`);
				const values = rows.flatMap((row) => columns.map((column) => row[column]));
				await client.query(`insert into "${table}" (${quoted(columns)}) values ${holes.join()}`, values);
			}
		);
	} finally {
		client.release();
	}
}

const quoted = (columns: string[]): string => columns.map((column) => `"${column}"`).join();

async function inTransaction(
	say: (text: string) => Promise<unknown>,
	work: (insert: Insert) => Promise<void>,
	insert: Insert
): Promise<void> {
	await say('begin');
	try {
		await work(insert);
		await say('commit');
	} catch (failure) {
		await say('rollback');
		throw failure;
	}
}
