import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import {
	CompiledQuery,
	Kysely,
	PostgresDialect,
	SqliteAdapter,
	SqliteDialect,
	SqliteDriver,
	type DatabaseConnection,
	type Dialect,
	type KyselyPlugin
} from 'kysely';
import { Migrator, type MigrationResult } from 'kysely/migration';
import pg from 'pg';
import { migrationsFor, type DatabaseKind } from './migrations/index.ts';
import { OwnRows } from './own-rows.ts';
import type { Database } from './schema.ts';
import { tripwire } from './tripwire.ts';

/** A database at hand. This file alone knows that there are two kinds. */
export interface Connection {
	kind: DatabaseKind;
	/** The tenants' tables: use it through AuthorityScope. */
	db: Kysely<Database>;
	/** For what happens before there is a scope: signing in, and listing authorities. */
	directory: Kysely<Database>;
	/** The driver's own handle, for a library that brings its own table. */
	driver: SqliteDatabase.Database | pg.Pool;
	/** Brings the tables up to date, or as far as one migration; returns what was done. Throws the first failure. */
	migrate(upTo?: string): Promise<MigrationResult[]>;
	/** The migrations the tables have had, in order. */
	migrations(): Promise<string[]>;
	/** How many migrations have not been done. Writes nothing. */
	pending(): Promise<number>;
	/**
	 * Cleans away what the database keeps of rows of these tables that were changed or deleted, so that no file of it holds
	 * them any more. For a few rows deleted it is quick; `much` was changed where a whole table was.
	 */
	leaveNothing(tables: readonly string[], much?: boolean): Promise<void>;
	close(): Promise<void>;
}

/** Opens a file, ':memory:' or a postgres:// address. With `watch`, a tenant's table without its authority throws. */
export function connect(address: string, { watch = false }: { watch?: boolean } = {}): Connection {
	const postgres = /^postgres(ql)?:\/\//.test(address);
	const driver = postgres ? openPostgres(address) : openSqlite(address);
	const dialect: Dialect =
		driver instanceof SqliteDatabase ? new OurSqlite(driver) : new PostgresDialect({ pool: driver });
	const kind: DatabaseKind = postgres ? 'postgres' : 'sqlite';
	const plugins: KyselyPlugin[] = [new OwnRows()];
	const directory = new Kysely<Database>({ dialect, plugins });
	const db = watch ? directory.withPlugin(tripwire) : directory;
	return {
		kind,
		db,
		directory,
		driver,
		migrate: (upTo) => migrate(new Kysely<Database>({ dialect }), kind, upTo),
		migrations: async () => {
			const known = await migratorOf(new Kysely<Database>({ dialect }), kind).getMigrations();
			return known.filter(({ executedAt }) => executedAt).map(({ name }) => name);
		},
		pending: async () => {
			const known = await migratorOf(new Kysely<Database>({ dialect }), kind).getMigrations();
			return known.filter(({ executedAt }) => !executedAt).length;
		},
		leaveNothing: (tables, much) => leaveNothing(driver, tables, much),
		// Kysely closes a driver only when it has queried through it, which a connection that just migrates has not.
		close: async () => void (await (driver instanceof SqliteDatabase ? closeSqlite(driver) : driver.end()))
	};
}

/** SQLite's tables change in a transaction like its rows, which Kysely leaves out: a migration killed half way is none. */
class OurSqlite extends SqliteDialect {
	readonly #database: SqliteDatabase.Database;
	constructor(database: SqliteDatabase.Database) {
		super({ database });
		this.#database = database;
	}
	override createAdapter(): SqliteAdapter {
		return new TransactionalSqlite();
	}
	override createDriver(): SqliteDriver {
		return new WritingSqlite(this.#database);
	}
}
class TransactionalSqlite extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}
/** A transaction of ours is there to write: it waits its turn at the start, where one that has read already could not. */
class WritingSqlite extends SqliteDriver {
	readonly #database: SqliteDatabase.Database;
	constructor(database: SqliteDatabase.Database) {
		super({ database });
		this.#database = database;
	}
	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw('begin immediate'));
	}
	/** A full disk has SQLite roll back by itself: to do so again would fail, and hide why. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#database.inTransaction) await super.rollbackTransaction(connection);
	}
}

/**
 * Durable before fast: in simulated power cuts the driver's default of WAL with synchronous=NORMAL lost
 * acknowledged writes, FULL lost none.
 */
function openSqlite(file: string): SqliteDatabase.Database {
	if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
	const database = new SqliteDatabase(file);
	for (const pragma of [
		'journal_mode = WAL',
		'busy_timeout = 5000',
		'foreign_keys = ON',
		'secure_delete = ON',
		'trusted_schema = OFF',
		'temp_store = MEMORY',
		'synchronous = FULL'
	]) {
		database.pragma(pragma);
	}
	return rememberStatements(database);
}

/** How many different texts to keep: far above what the pages ask, below what a long import makes of its lists. */
const MOST_STATEMENTS = 500;

/**
 * Prepares each text once, which costs ten times as much as running it. Never stale: SQLite itself prepares a kept
 * statement again when the tables have changed.
 */
function rememberStatements(database: SqliteDatabase.Database): SqliteDatabase.Database {
	const prepare = database.prepare.bind(database) as (text: string) => SqliteDatabase.Statement;
	const known = new Map<string, SqliteDatabase.Statement>();
	const remembered = (text: string): SqliteDatabase.Statement => {
		const found = known.get(text);
		if (found && !found.busy) return found; // busy: somebody is still reading its rows
		if (known.size >= MOST_STATEMENTS) known.clear();
		const made = prepare(text);
		known.set(text, made);
		return made;
	};
	return Object.assign(database, { prepare: remembered });
}

/** In its log of changes, in free pages and among its dead rows. Backups and PostgreSQL's own archive are elsewhere. */
async function leaveNothing(
	driver: SqliteDatabase.Database | pg.Pool,
	tables: readonly string[],
	much = false
): Promise<void> {
	if (driver instanceof SqliteDatabase) {
		// What is deleted is overwritten at once (secure_delete); the log of changes still has it until it is cut off.
		if (much) driver.exec('vacuum');
		driver.pragma('wal_checkpoint(truncate)');
		return;
	}
	const client = await driver.connect();
	try {
		// One at a time: two who write the same tables anew would wait for each other.
		await client.query('select pg_advisory_lock($1)', [CLEANING]);
		for (const table of tables) await client.query(`vacuum full "${table}"`);
		await client.query('select pg_advisory_unlock($1)', [CLEANING]);
	} finally {
		client.release();
	}
}

/** Any number that nobody else locks in this database. */
const CLEANING = 73_656_100;

/** Lets SQLite look again at what the tables hold, where that has changed much (an import), so that it finds its way. */
function closeSqlite(database: SqliteDatabase.Database): void {
	try {
		database.pragma('optimize');
	} catch {
		// Another process is writing: the next to close will do it.
	}
	database.close();
}

function openPostgres(address: string): pg.Pool {
	// count(*) is a bigint; ours stay far below 2^53.
	const types = {
		getTypeParser: (oid: number, format?: 'text') => (oid === 20 ? Number : pg.types.getTypeParser(oid, format))
	};
	const pool = new pg.Pool({ connectionString: address, max: 10, types: types as pg.CustomTypesConfig });
	pool.on('error', () => undefined); // a lost idle connection: the next query opens another
	return pool;
}

const migratorOf = (db: Kysely<Database>, kind: DatabaseKind) =>
	new Migrator({ db, provider: { getMigrations: async () => migrationsFor(kind) } });

async function migrate(db: Kysely<Database>, kind: DatabaseKind, upTo?: string): Promise<MigrationResult[]> {
	const migrator = migratorOf(db, kind);
	const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest());
	if (error) throw error;
	return results ?? [];
}
