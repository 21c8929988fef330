import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
	const sum = { same: 0, refused: 0, missing: 0, wrong: 0 };
	for (let flip = 0; flip < times; flip++) {
		for (const ending of ['-wal', '-shm']) rmSync(flipped + ending, { force: true });
		copyFileSync(sound, flipped);
		const at = Math.floor(Math.random() * bytes.length);
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
