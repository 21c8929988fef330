import { verify } from './audit-chain.ts';
import { today } from './clock.ts';
import type { Connection } from './db/connect.ts';
import type { AuthorityScope } from './db/scope.ts';
import { aboutError, log } from './log.ts';
import * as retention from './retention.ts';

/** What is done once a day for an authority. */
type Work = (scope: AuthorityScope, day: string) => Promise<void>;

/**
 * Does it once a day for each authority and process. A failure is logged as `<name>.failed` and waits for the next day, so
 * that it holds up nothing that is done beside it.
 */
function onceADay(name: Lowercase<string>, work: Work): (scope: AuthorityScope) => Promise<void> {
	const done = new Map<string, string>();
	return async (scope) => {
		const day = today();
		if (done.get(scope.authorityId) === day) return;
		done.set(scope.authorityId, day);
		try {
			await work(scope, day);
		} catch (failure) {
			log('error', `${name}.failed`, aboutError(failure));
		}
	};
}

/** Removes what is due. Several processes at once find less to do. */
export const removing = (connection: Pick<Connection, 'leaveNothing'>) =>
	onceADay('retention', async (scope, day) => {
		const removed = await retention.removeDue(scope, day);
		if (!removed.length) return;
		await connection.leaveNothing(['sealing_key']);
		log('info', 'retention.removed', { count: removed.length, authorityId: scope.authorityId });
	});

/**
 * Reads the whole log of what was done and says whether it is whole, with its end: where the server's own log is kept
 * elsewhere, so is a head to verify with.
 */
export const checkingTheLog = () =>
	onceADay('audit', async (scope) => {
		const { authorityId } = scope;
		const { events, head, broken } = await verify(scope);
		if (broken) log('error', 'audit.broken', { authorityId, count: broken.seq, kind: broken.why });
		else log('info', 'audit.whole', { authorityId, count: events, head });
	});
