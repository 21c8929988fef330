import type { AuthorityScope } from '../db/scope.ts';
import { setting } from '../settings.ts';
import { post } from './post.ts';

/** How many messages of one authority leave in a clock hour, urgent ones aside. */
export const mostPerHour = (): number => Number(setting('SAYSO_MESSAGES_PER_HOUR'));

const hourOf = (at: string): string => at.slice(0, 13);

/** Holds the hour's count until the transaction ends, and says how many may still leave. */
export async function hold(tx: AuthorityScope, at: string): Promise<number> {
	const hour = hourOf(at);
	await tx
		.insertInto('outboxHour', { hour, sent: 0 })
		.onConflict((same) => same.columns(['authorityId', 'hour']).doNothing())
		.execute();
	const held = await tx
		.updateTable('outboxHour')
		.set(({ ref }) => ({ sent: ref('outboxHour.sent') }))
		.where('outboxHour.hour', '=', hour)
		.returning('sent')
		.executeTakeFirstOrThrow();
	return mostPerHour() - held.sent;
}

/** Counts one more. */
export async function count(tx: AuthorityScope, at: string): Promise<void> {
	await tx
		.updateTable('outboxHour')
		.set((eb) => ({ sent: eb('outboxHour.sent', '+', 1) }))
		.where('outboxHour.hour', '=', hourOf(at))
		.execute();
}

/** Writes down that the limit held messages up, and tells managers and administrators, once a day. */
export async function tellReached(tx: AuthorityScope, at: string): Promise<void> {
	const first = await tx
		.updateTable('outboxHour')
		.set({ cappedAt: at })
		.where('outboxHour.hour', '=', hourOf(at))
		.where('outboxHour.cappedAt', 'is', null)
		.executeTakeFirst();
	if (!first.numUpdatedRows) return;
	const told = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.role', 'in', ['manager', 'administrator'])
		.where('staff.email', 'is not', null)
		.where('staff.endedAt', 'is', null)
		.execute();
	for (const { id } of told)
		await post(tx, {
			to: { staffId: id },
			template: 'limit-reached',
			language: 'en',
			values: { most: String(mostPerHour()), link: `${setting('ORIGIN')}/messages` },
			about: 'authority',
			dedupe: `limit:${at.slice(0, 10)}:${id}`
		});
}

/** When the limit was reached in the hour that runs now; undefined where it was not. */
export async function reachedThisHour(scope: AuthorityScope, at: string): Promise<string | undefined> {
	const found = await scope
		.selectFrom('outboxHour')
		.select('outboxHour.cappedAt')
		.where('outboxHour.hour', '=', hourOf(at))
		.executeTakeFirst();
	return found?.cappedAt ?? undefined;
}
