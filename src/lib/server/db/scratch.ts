import SqliteDatabase from 'better-sqlite3';

export type Scratch = SqliteDatabase.Database;
export type Statement = SqliteDatabase.Statement<unknown[]>;

/**
 * A file of one's own to sort more rows than memory holds. It has no name (SQLite removes it from the folder as it opens
 * it), so nobody else can read it and nothing of it is left, however the process ends. It holds no tenant's table.
 */
export function openScratch(): Scratch {
	const scratch = new SqliteDatabase('');
	for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE', 'cache_size = -32768']) {
		scratch.pragma(pragma);
	}
	return scratch;
}
