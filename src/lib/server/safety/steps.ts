import { sameAuthority, type AuthorityScope, type NewRow } from '../db/scope.ts';
import { now } from '../clock.ts';
import { newId } from '../ids.ts';
import { opened, openerFor, rowOf, sealerFor } from '../sealing/index.ts';

type Step = Omit<NewRow<'safetyStep'>, 'id' | 'flagId' | 'number' | 'at' | 'note'> & { at?: string; note?: string };

/** Writes down one step of an alarm. Nothing here is ever changed or taken back. */
export async function note(tx: AuthorityScope, flag: { id: string; reviewId: string }, step: Step): Promise<void> {
	const id = newId();
	const { seal } = rowOf(await sealerFor(tx, { review: flag.reviewId }), 'safetyStep', id);
	const { before } = await tx
		.selectFrom('safetyStep')
		.select(({ fn }) => fn.countAll<number>().as('before'))
		.where('safetyStep.flagId', '=', flag.id)
		.executeTakeFirstOrThrow();
	await tx
		.insertInto('safetyStep', {
			at: now(),
			...step,
			id,
			flagId: flag.id,
			number: before + 1,
			note: seal('note', step.note ?? null)
		})
		.execute();
}

/** Every step of one alarm, the first first, with what became of the message where there was one. */
export async function of(scope: AuthorityScope, flag: { id: string; reviewId: string }) {
	const rows = await scope
		.selectFrom('safetyStep')
		.leftJoin('staff as doer', sameAuthority('doer.id', 'safetyStep.staffId'))
		.leftJoin('staff as told', sameAuthority('told.id', 'safetyStep.toStaffId'))
		.leftJoin('outbox', sameAuthority('outbox.id', 'safetyStep.outboxId'))
		.where('safetyStep.flagId', '=', flag.id)
		.selectAll('safetyStep')
		.select([
			'doer.name as by',
			'told.name as to',
			'outbox.channel',
			'outbox.state as messageState',
			'outbox.sentAt as messageSentAt',
			'outbox.reason as messageReason'
		])
		.orderBy('safetyStep.number')
		.orderBy('safetyStep.id')
		.execute();
	const opener = await openerFor(scope, { review: flag.reviewId });
	return rows.map((row) => ({ ...row, note: opened(opener, 'safetyStep', row.id)('note', row.note) }));
}

export type SafetyStep = Awaited<ReturnType<typeof of>>[number];
