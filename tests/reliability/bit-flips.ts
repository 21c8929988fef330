import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { forgetKeys } from '#lib/server/sealing/keys.ts';
import type { Outcome } from './outcome.ts';
import { everyone, makeAsked, say, saysWhatWasSent, send } from './world.ts';

const ASKED = 40;

/**
 * One bit of the database is turned over, so often, somewhere else each time: what a child said is shown as it was
 * sent, or not at all and somebody is told. It is never shown as something else.
 */
export async function bitFlips({ times }: { times: number }): Promise<Outcome> {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-flips-'));
	const [sound, flipped] = [join(folder, 'sound.db'), join(folder, 'flipped.db')];
	await makeAsked(sound, ASKED);
	const connection = connect(sound);
	const asked = await everyone(connection);
	for (const consultation of asked) {
		await say(connection, consultation);
		await send(connection, consultation);
	}
	await connection.close();
	const bytes = readFileSync(sound);
	const found = pagesThatFind(sound);
	const sum = { same: 0, refused: 0, missing: 0, wrong: 0 };
	for (let flip = 0; flip < times; flip++) {
		for (const ending of ['-wal', '-shm']) rmSync(flipped + ending, { force: true });
		copyFileSync(sound, flipped);
		// Every other one where rows are found by: there a bit can lead to somebody else's.
		const within = flip % 2 ? { from: pick(found) * PAGE, bytes: PAGE } : { from: 0, bytes: bytes.length };
		const at = within.from + Math.floor(Math.random() * within.bytes);
		const turned = Buffer.from(bytes);
		turned[at]! ^= 1 << Math.floor(Math.random() * 8);
		writeFileSync(flipped, turned);
		await lookAt(flipped, asked, sum);
	}
	rmSync(folder, { recursive: true, force: true });
	const { same, refused, missing, wrong } = sum;
	return {
		ok: wrong === 0 && same > 0,
		summary: `${times} bits turned over, ${ASKED} children read after each: ${same} as sent, ${refused} refused, ${missing} not found, ${wrong} shown as something else`
	};
}

const PAGE = 4096;
const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!;

/** The pages of the indexes that a child's part is found by, counted from nought. */
function pagesThatFind(file: string): number[] {
	const database = new SqliteDatabase(file, { readonly: true });
	const asked =
		"select pageno from dbstat where name glob '*submission*' and name <> 'submission' and pagetype = 'leaf'";
	const pages = database.prepare(asked).pluck().all() as number[];
	database.close();
	return pages.map((page) => page - 1);
}

type Sum = { same: number; refused: number; missing: number; wrong: number };

async function lookAt(file: string, asked: Awaited<ReturnType<typeof everyone>>, sum: Sum): Promise<void> {
	let connection: Connection | undefined;
	forgetKeys();
	try {
		connection = connect(file);
		for (const consultation of asked) {
			const seen = await saysWhatWasSent(connection, consultation).catch(() => 'refused' as const);
			sum[seen]++;
		}
	} catch {
		sum.refused += asked.length; // it does not even open
	}
	await connection?.close().catch(() => undefined);
}
