import { database } from '#lib/server/database.ts';
import { round, work, type Round } from '#lib/server/outbox/worker.ts';
import { waysOut } from '#lib/server/outbox/ways-out.ts';
import { escalate } from '#lib/server/safety/escalate.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { command, run, t, WrongUse, type Result } from './command.ts';

interface Options {
	once?: boolean;
	forever?: boolean;
	json?: boolean;
}

/** `sayso work`: sends what is due and passes alarms on; beside any number of servers that do the same. */
export function workCommand() {
	return command('work')
		.option('--once', t('cli:options.once'))
		.option('--forever', t('cli:options.forever'))
		.action(
			run<Options>(async ({ once, forever }) => {
				if (once && forever) throw new WrongUse('once-or-forever');
				await bringUpToDate(database());
				return said(forever ? await untilStopped() : await oneRound());
			})
		);
}

async function oneRound(): Promise<Round> {
	const ways = waysOut();
	try {
		return await round(database(), ways, escalate);
	} finally {
		for (const way of Object.values(ways)) way.close();
	}
}

/** Works until it is asked to stop, then says what it did in all. A round that fails is said at once. */
async function untilStopped(): Promise<Round> {
	const all: Round = { sent: 0, later: 0, dead: 0, escalated: 0 };
	const working = work(database(), escalate, (done) => {
		if (done instanceof Error) return void process.stderr.write(`${t('cli:outside', { message: done.name })}\n`);
		for (const [what, count] of Object.entries(done)) all[what as keyof Round] += count;
	});
	const alive = setInterval(() => undefined, 60_000);
	await new Promise<void>((stop) => {
		for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
	});
	clearInterval(alive);
	await working.stop();
	return all;
}

const said = (done: Round): Result => ({ json: done, lines: [t('cli:done.work', { ...done })] });
