import { today } from './clock.ts';
import type { Connection } from './db/connect.ts';
import type { AuthorityScope } from './db/scope.ts';
import { aboutError, log } from './log.ts';
import * as retention from './retention.ts';

/**
 * What removes what is due, once a day for each authority and process: several at once find less to do. A failure is
 * logged and waits for the next day, so that it holds up nothing that is done beside it.
 */
export function daily(connection: Pick<Connection, 'leaveNothing'>): (scope: AuthorityScope) => Promise<void> {
	const done = new Map<string, string>();
	return async (scope) => {
		const day = today();
		if (done.get(scope.authorityId) === day) return;
		done.set(scope.authorityId, day);
		try {
			const removed = await retention.removeDue(scope, day);
			if (!removed.length) return;
			await connection.leaveNothing(['sealing_key']);
			log('info', 'retention.removed', { count: removed.length, authorityId: scope.authorityId });
		} catch (failure) {
			log('error', 'retention.failed', aboutError(failure));
		}
	};
}
