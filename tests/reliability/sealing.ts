import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import * as demo from '#lib/server/demo/index.ts';
import { check } from '#lib/server/sealing/check.ts';
import { sealersFor } from '#lib/server/sealing/index.ts';
import { forgetKeys } from '#lib/server/sealing/keys.ts';
import { allOpened, storeInClear } from '../support/sealed-tables.ts';
import { copies, type Kind } from './copies.ts';
import type { Outcome } from './outcome.ts';
import { everyone, makeAsked, say, send } from './world.ts';

type What = 'move' | 'rotate';

type Make = (address: string) => Promise<void>;

/** The demonstration in clear, as the version before sealing left it. */
const demonstration: Make = async (address) => {
	const connection = connect(address);
	await connection.migrate();
	await demo.seed(connection, { today: '2026-11-21' });
	await storeInClear(connection);
	await connection.close();
};

/** So many children's parts, in clear. */
const parts =
	(said: number): Make =>
	async (address) => {
		const connection = await makeSaid(address, said);
		await storeInClear(connection);
		await connection.close();
	};

/** So many children's parts, sealed, among so many keys to be wrapped again. */
const withKeys =
	(said: number, keys: number): Make =>
	async (address) => {
		const connection = await makeSaid(address, said);
		const madeUp = Array.from({ length: keys }, (_, at) => ({ review: `made-up-${at}` }));
		for (const scope of await scopes(connection)) await sealersFor(scope, madeUp);
		await connection.close();
	};

async function makeSaid(address: string, many: number): Promise<Connection> {
	await makeAsked(address, many);
	const connection = connect(address);
	for (const consultation of await everyone(connection)) {
		await say(connection, consultation);
		await send(connection, consultation);
	}
	return connection;
}

const MADE: Record<What, Record<'long' | 'short', Make>> = {
	move: { long: demonstration, short: parts(60) },
	rotate: { long: withKeys(400, 6000), short: withKeys(50, 750) }
};

async function scopes({ directory, db }: Connection): Promise<AuthorityScope[]> {
	const rows = await directory.selectFrom('authority').select('id').execute();
	return rows.map(({ id }) => new AuthorityScope(db, id, { kind: 'command-line' }));
}

/** Everything that is sealed, opened, as one short text. */
async function fingerprint(address: string): Promise<string> {
	const connection = connect(address);
	try {
		return createHash('sha256')
			.update(JSON.stringify(await allOpened(connection)))
			.digest('hex');
	} finally {
		await connection.close();
	}
}

/** Starts it and kills it after so many batches. True when it was through before that. */
function killAfter(address: string, what: What, batches: number): Promise<boolean> {
	const child = spawn(process.execPath, ['tests/reliability/sealer.ts', address, what], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let done = 0;
	child.stdout.setEncoding('utf8').on('data', (text: string) => {
		done += text.split('\n').length - 1;
		if (done >= batches) child.kill('SIGKILL');
	});
	return new Promise((resolve, reject) => {
		child.once('close', (code, signal) => {
			if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`it failed by itself: ${code}`));
			else resolve(code === 0);
		});
	});
}

const NAMES: Record<What, string> = {
	move: 'the move of what was in clear under seal',
	rotate: 'a new key for an authority'
};

/** `kill -9` in the middle of it, so often: it goes on, and at the end everything opens and is what it was. */
export async function sealing({
	times,
	what,
	on = 'sqlite',
	length = 'long'
}: {
	times: number;
	what: What;
	on?: Kind;
	/** How much there is to do. */
	length?: 'long' | 'short';
}): Promise<Outcome> {
	const { fresh, remove } = await copies(on, MADE[what][length]);
	let [kills, through, wrong, opened] = [0, 0, 0, 0];
	let before: string | undefined;
	try {
		while (kills < times || !through) {
			const address = await fresh();
			// In clear it is read by what stood in it before: each copy is of one and the same.
			before ??= await ofOriginal(address, what);
			for (let finished = false; !finished;) {
				const most = kills < times ? 1 + Math.floor(Math.random() * 6) : Infinity;
				finished = await killAfter(address, what, most);
				if (!finished) kills++;
			}
			through++;
			forgetKeys();
			const connection = connect(address);
			opened = await check(connection);
			await connection.close();
			if ((await fingerprint(address)) !== before) wrong++;
		}
	} finally {
		await remove();
	}
	return {
		ok: wrong === 0 && opened > 200,
		summary: `${kills} × kill -9 in ${NAMES[what]} on ${on}: ${through} times through, ${opened} sealed values each, ${wrong} times anything lost or changed`
	};
}

/** What must be there afterwards; of a database in clear, what a move that nobody stops makes of it. */
async function ofOriginal(address: string, what: What): Promise<string> {
	if (what === 'rotate') return fingerprint(address);
	return createHash('sha256')
		.update(JSON.stringify(await allClear(address)))
		.digest('hex');
}

async function allClear(address: string): Promise<Record<string, string[]>> {
	const connection = connect(address);
	try {
		return await allOpened(connection, { inClear: true });
	} finally {
		await connection.close();
	}
}
