import { hourly } from './auth/tidy.ts';
import { checkingTheLog, removing } from './daily.ts';
import { database } from './database.ts';
import { aboutError, log } from './log.ts';
import { work, type Chore, type Round } from './outbox/worker.ts';
import { escalate } from './safety/escalate.ts';

/** Says what a round did, by numbers; nothing when it did nothing. */
function tell(done: Round | Error): void {
	if (done instanceof Error) return log('error', 'outbox.failed', aboutError(done));
	if (done.sent) log('info', 'outbox.sent', { count: done.sent });
	if (done.later) log('warn', 'outbox.later', { count: done.later });
	if (done.dead) log('error', 'outbox.dead', { count: done.dead });
	if (done.escalated) log('warn', 'safety.escalated', { count: done.escalated });
}

/**
 * Sends what is due, passes alarms on, and once a day removes what need not be kept and checks the log of what was done,
 * as long as this server runs. Every node does; each message leaves once.
 */
export function startWorking(): void {
	const everyDay = [removing(database()), checkingTheLog()];
	const tidyAuth = hourly();
	const chores: Chore = async (scope, at) => {
		const passedOn = await escalate(scope, at);
		for (const work of everyDay) await work(scope);
		await tidyAuth();
		return passedOn;
	};
	const working = work(database(), chores, tell);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void working.stop());
}
