import type { ExpressionBuilder, Selectable } from 'kysely';
import type { AuthorityScope } from '../db/scope.ts';
import type { Database } from '../db/schema.ts';
import type { OutboxTable } from '../db/tables/outbox.ts';
import * as hours from './hours.ts';

export type Outgoing = Selectable<OutboxTable>;
export type Channel = Outgoing['channel'];

/** Longer than any one sending may take: who still holds it after that has died, and another node sends it. */
const LEASE_MS = 120_000;

export interface Leasing {
	/** The node that asks, by a name that no other has. */
	worker: string;
	/** Which ways out are set up: the messages of any other wait. */
	channels: readonly Channel[];
	at: string;
}

type Outbox = ExpressionBuilder<Database, 'outbox'>;

/** Waiting, its time has come, and nobody is sending it. */
const isDue =
	({ at, channels }: Leasing) =>
	({ and, or, eb }: Outbox) =>
		and([
			eb('outbox.state', '=', 'waiting'),
			eb('outbox.nextAt', '<=', at),
			eb('outbox.channel', 'in', channels),
			or([eb('outbox.leasedUntil', 'is', null), eb('outbox.leasedUntil', '<=', at)])
		]);

/** True when there is something to send: asked before a transaction is begun for it. */
export async function anythingDue(scope: AuthorityScope, leasing: Leasing): Promise<boolean> {
	if (!leasing.channels.length) return false;
	const found = await scope.selectFrom('outbox').select('outbox.id').where(isDue(leasing)).limit(1).executeTakeFirst();
	return found !== undefined;
}

/**
 * Takes the next message for one worker: for two minutes nobody else gets it, on this node or another. Urgent ones come
 * first; the others only while the hour has room. A message counts in the hour it is taken, sent or not. Undefined when
 * there is none.
 */
export function lease(scope: AuthorityScope, leasing: Leasing): Promise<Outgoing | undefined> {
	return scope.transaction(async (tx) => {
		// Held until the end, so that two workers take and count one after the other.
		const room = await hours.hold(tx, leasing.at);
		const next = await tx
			.selectFrom('outbox')
			.select(['outbox.id', 'outbox.urgent'])
			.where(isDue(leasing))
			.orderBy('outbox.urgent', 'desc')
			.orderBy('outbox.nextAt')
			.orderBy('outbox.id')
			.limit(1)
			.executeTakeFirst();
		if (!next) return undefined;
		if (!next.urgent && room <= 0) {
			await hours.tellReached(tx, leasing.at);
			return undefined;
		}
		if (!next.urgent) await hours.count(tx, leasing.at);
		return tx
			.updateTable('outbox')
			.set((eb) => ({
				lease: leasing.worker,
				leasedUntil: new Date(Date.parse(leasing.at) + LEASE_MS).toISOString(),
				tries: eb('outbox.tries', '+', 1)
			}))
			.where('outbox.id', '=', next.id)
			.returningAll()
			.executeTakeFirst();
	});
}
