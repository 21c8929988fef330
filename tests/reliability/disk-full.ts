import { rmSync, writeSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../support/app.ts';
import type { Outcome, Skipped } from './outcome.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';

/** So many answers are tried while the disk is full: the first may still fit into what was set aside. */
const MOST_TRIES = 40;
const MEGABYTE = Buffer.alloc(1024 * 1024, 'x');

/**
 * The disk fills up while a child answers, so often: what cannot be kept is refused with 507, on a page that says the
 * words are safe and when it is tried again; what was said to be kept is there; and once there is room it goes on,
 * without a restart. Needs the built application.
 */
export async function diskFull({ times }: { times: number }): Promise<Outcome | Skipped> {
	// Read before anything that looks at the clock: the server it starts lives on that day too.
	const { TODAY, startApp } = await import('../support/app.ts');
	process.env.SAYSO_TODAY = TODAY;
	await import(new URL('../support/clock.js', import.meta.url).href);
	const disk = smallDisk(64);
	if ('skipped' in disk) return disk;
	const app = await startApp({ database: join(disk.at, 'app.db') });
	const sum = { refused: 0, kept: 0, lost: 0, unkind: 0, other: [] as number[], recovered: 0 };
	try {
		for (let time = 0; time < times; time++) await fillUp(app, disk, sum);
	} finally {
		await app.stop();
		disk.remove();
	}
	const { refused, kept, lost, unkind, other, recovered } = sum;
	return {
		ok: refused >= times && recovered === times && lost + unkind + other.length === 0,
		summary: `${times} × disk full: ${refused} answers refused with 507 and a page that says what happens, ${kept} kept, ${lost} lost, ${recovered} × recovered without a restart${unkind ? `, ${unkind} pages without help` : ''}${other.length ? `, other answers ${other.join(' ')}` : ''}`
	};
}

type Sum = { refused: number; kept: number; lost: number; unkind: number; other: number[]; recovered: number };

async function fillUp(app: App, disk: SmallDisk, sum: Sum): Promise<void> {
	const child = await childWhoAnswers(app);
	const kept = new Map<string, string>();
	const say = async (text: string) => {
		const answer = await child.answer('worries', text);
		if (answer.status === 303) kept.set('worries', text);
		return answer;
	};
	if ((await say('before it was full')).status !== 303) throw new Error('a child cannot answer at all');
	const filler = join(disk.at, 'filler');
	fill(filler);
	for (let tries = 0, full = false; tries < MOST_TRIES && !full; tries++) {
		const answer = await say(`${tries} ${'while it was full '.repeat(200)}`);
		full = answer.status === 507;
		if (full) sum.refused++;
		else if (answer.status !== 303) sum.other.push(answer.status);
		const page = await answer.text();
		if (full && !(answer.headers.get('retry-after') && page.includes('It is safe here'))) sum.unkind++;
	}
	rmSync(filler);
	const after = await say('after there was room');
	if (after.status === 303) sum.recovered++;
	sum.kept += kept.size;
	for (const [question, text] of kept) if ((await child.said(question)) !== text) sum.lost++;
}

/** Writes until nothing more fits. */
function fill(file: string): void {
	const handle = openSync(file, 'w');
	for (let size = MEGABYTE.length; size >= 512;) {
		try {
			writeSync(handle, MEGABYTE, 0, size);
		} catch {
			size = Math.floor(size / 2);
		}
	}
	closeSync(handle);
}

async function childWhoAnswers({ connection, origin }: App) {
	const { makeWorld } = await import('../support/world.ts');
	const { knowsSomething, participantCookie } = await import('../support/sessions.ts');
	const { AuthorityScope } = await import('#lib/server/db/scope.ts');
	const submissions = await import('#lib/server/submissions.ts');
	const world = await makeWorld(connection);
	const child = await world.child();
	const { consultationId } = await world.open(child);
	await knowsSomething(connection, world.authority.id, consultationId);
	const cookie = await participantCookie(connection, world.authority.id, consultationId);
	const headers = { cookie, origin, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
	return {
		answer: (question: string, text: string) =>
			fetch(`${origin}/en/my/q/${question}`, {
				method: 'POST',
				headers,
				redirect: 'manual',
				body: new URLSearchParams({ words: text }).toString()
			}),
		async said(question: string) {
			const actor = { kind: 'participant', consultationId, audience: 'child' } as const;
			const scope = new AuthorityScope(connection.db, world.authority.id, actor);
			return (await submissions.ownReplies(scope))[question]?.words.words;
		}
	};
}
