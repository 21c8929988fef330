import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Connection } from '#lib/server/db/connect.ts';

/** A new, empty folder. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'sayso-'));

/** Where another process finds a test's database: for one in memory, a copy of it as it is now. */
export function addressOf({ driver }: Connection): string {
	if (!(driver instanceof SqliteDatabase)) return driver.options.connectionString!;
	const file = join(emptyFolder(), 'copy.db');
	writeFileSync(file, driver.serialize());
	return file;
}

export interface Ended {
	code: number;
	out: string;
	err: string;
}

/** Runs `sayso` in a process of its own, against a test's database. */
export function sayso(connection: Connection, ...words: string[]): Promise<Ended> {
	const env = { ...process.env, SAYSO_DATABASE: addressOf(connection), SAYSO_TODAY: '2026-06-01', SAYSO_TRIPWIRE: '1' };
	return new Promise((resolve) => {
		execFile(process.execPath, ['src/cli/sayso.ts', ...words], { env }, (failure, out, err) =>
			resolve({ code: failure ? Number(failure.code) : 0, out, err })
		);
	});
}
