import { createHash } from 'node:crypto';
import {
	createReadStream,
	createWriteStream,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { StoredRow } from './db/snapshot.ts';

/*
 * A backup is a folder with a file of rows for each table, one JSON document a line and packed, and a list of them. The
 * same on both databases: a backup of one goes into the other.
 */

/** What is in a folder of a backup. */
export interface Contents {
	format: 1;
	madeAt: string;
	/** The migrations the tables had had. */
	migrations: string[];
	/** Each after those it refers to. */
	tables: { name: string; rows: number; sha256: string }[];
	/** Beside the keys: what had been erased, so that an older copy of the data does not bring it back. */
	erased?: { authorityId: string; action: string; subject: string }[];
}

/** A folder that is no backup, or not a whole one. */
export class BrokenBackup extends Error {}

const LIST = 'contents.json';
const fileOf = (folder: string, table: string) => join(folder, `${table}.ndjson.gz`);

/** True when there is nothing in a folder, or no folder. */
export const isFree = (folder: string): boolean => !existsSync(folder) || readdirSync(folder).length === 0;

/** Writes one table; returns how many rows, and what their lines come to. */
export async function writeTable(folder: string, name: string, rows: AsyncIterable<StoredRow>) {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const hash = createHash('sha256');
	let count = 0;
	async function* lines() {
		for await (const row of rows) {
			const line = `${JSON.stringify(row, asText)}\n`;
			hash.update(line);
			count++;
			yield line;
		}
	}
	await pipeline(Readable.from(lines()), createGzip(), createWriteStream(fileOf(folder, name), { mode: 0o600 }));
	return { name, rows: count, sha256: hash.digest('hex') };
}

/** Written last: a folder without it is not a whole backup. */
export const writeContents = (folder: string, contents: Contents): void =>
	writeFileSync(join(folder, LIST), `${JSON.stringify(contents, undefined, '\t')}\n`, { mode: 0o600 });

/** What a folder says it has. Throws BrokenBackup. */
export function readContents(folder: string): Contents {
	const file = join(folder, LIST);
	if (!existsSync(file)) throw new BrokenBackup(LIST);
	const contents = JSON.parse(readFileSync(file, 'utf8')) as Contents;
	if (contents.format !== 1) throw new BrokenBackup(LIST);
	return contents;
}

/** The rows of one table, so many at a time. Throws BrokenBackup when they are not those that were written. */
export async function* readTable(
	folder: string,
	{ name, rows, sha256 }: Contents['tables'][number]
): AsyncGenerator<StoredRow[]> {
	const hash = createHash('sha256');
	let count = 0;
	let some: StoredRow[] = [];
	const unpacked = createReadStream(fileOf(folder, name)).pipe(createGunzip());
	for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
		hash.update(`${line}\n`);
		count++;
		some.push(JSON.parse(line, asStored) as StoredRow);
		if (some.length < AT_ONCE) continue;
		yield some;
		some = [];
	}
	if (some.length) yield some;
	if (count !== rows || hash.digest('hex') !== sha256) throw new BrokenBackup(name);
}

const AT_ONCE = 200;

/** Bytes as `{"$bytes": base64}`: the only value that is an object. */
function asText(this: StoredRow, key: string, value: unknown): unknown {
	const own = this[key];
	return own instanceof Uint8Array ? { $bytes: Buffer.from(own).toString('base64') } : value;
}
function asStored(_key: string, value: unknown): unknown {
	return value !== null && typeof value === 'object' && '$bytes' in value
		? Buffer.from(String(value.$bytes), 'base64')
		: value;
}
