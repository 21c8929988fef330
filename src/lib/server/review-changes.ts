import type { Day } from '#lib/domain/day.ts';
import * as audit from './audit.ts';
import { now, today } from './clock.ts';
import * as consultations from './consultations.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ReviewChangeTable } from './db/tables/admin.ts';
import { newId } from './ids.ts';
import * as reviews from './reviews.ts';
import { openerFor, sealerFor } from './sealing/index.ts';

export type ReviewChangeRefusal =
	'reason-why' | 'review-held' | 'review-cancelled' | 'not-cancelled' | 'same-day' | 'in-the-past';

const at = (row: string) => ({ table: 'reviewChange', row, column: 'reason' }) as const;

/** What was moved or cancelled, and why, the latest first. */
export async function ofReview(scope: AuthorityScope, reviewId: string) {
	const rows = await scope
		.selectFrom('reviewChange')
		.leftJoin('staff', sameAuthority('staff.id', 'reviewChange.changedBy'))
		.selectAll('reviewChange')
		.select('staff.name as by')
		.where('reviewChange.reviewId', '=', reviewId)
		.orderBy('reviewChange.id', 'desc')
		.execute();
	if (!rows.length) return [];
	const opener = await openerFor(scope, { review: reviewId });
	return rows.map((row) => ({ ...row, reason: opener.open(at(row.id), row.reason) }));
}

/**
 * Moves the day a review is due. Whoever was asked for their views is asked back by another day, unless the meeting
 * has a day of its own, which stays. Undefined when there is no such review for this actor.
 */
export function move(scope: AuthorityScope, reviewId: string, to: Day, why: string) {
	return changing(scope, reviewId, why, async (tx, review) => {
		if (review.cancelledOn) return { refused: 'review-cancelled' };
		if (to === review.dueOn) return { refused: 'same-day' };
		if (to < today()) return { refused: 'in-the-past' };
		await tx.updateTable('review').set({ dueOn: to }).where('review.id', '=', reviewId).execute();
		await consultations.reschedule(tx, reviewId, review.meetsOn ?? to);
		return { kind: 'moved', toOn: to };
	});
}

/** Cancels a review: nobody is asked for their views any more, and no code opens. What came in stays. */
export function cancel(scope: AuthorityScope, reviewId: string, why: string) {
	return changing(scope, reviewId, why, async (tx, review) => {
		if (review.cancelledOn) return { refused: 'review-cancelled' };
		await tx.updateTable('review').set({ cancelledOn: today() }).where('review.id', '=', reviewId).execute();
		const open = tx.updateTable('consultation').where('consultation.reviewId', '=', reviewId);
		await open.where('consultation.closedAt', 'is', null).set({ closedAt: now() }).execute();
		return { kind: 'cancelled', toOn: null };
	});
}

/** A cancelled review is to be held after all. Codes stay closed until somebody is asked again. */
export function restore(scope: AuthorityScope, reviewId: string, why: string) {
	return changing(scope, reviewId, why, async (tx, review) => {
		if (!review.cancelledOn) return { refused: 'not-cancelled' };
		await tx.updateTable('review').set({ cancelledOn: null }).where('review.id', '=', reviewId).execute();
		return { kind: 'restored', toOn: null };
	});
}

type Done = { kind: ReviewChangeTable['kind']; toOn: Day | null };

function changing(
	scope: AuthorityScope,
	reviewId: string,
	why: string,
	work: (tx: AuthorityScope, review: reviews.Review) => Promise<Done | { refused: ReviewChangeRefusal }>
): Promise<'changed' | { refused: ReviewChangeRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		await reviews.hold(tx, reviewId);
		const review = await reviews.find(tx, reviewId);
		if (!review) return undefined;
		if (review.heldOn) return { refused: 'review-held' } as const;
		if (!why.trim()) return { refused: 'reason-why' } as const;
		const done = await work(tx, review);
		if ('refused' in done) return done;
		const id = newId();
		const sealer = await sealerFor(tx, { review: reviewId });
		const by = { changedAt: now(), changedBy: tx.staffId, fromOn: review.dueOn };
		await tx
			.insertInto('reviewChange', { ...done, ...by, id, reviewId, reason: sealer.seal(at(id), why.trim()) })
			.execute();
		await audit.record(tx, `review.${done.kind}`, reviewId, done.toOn && `${review.dueOn}:${done.toOn}`);
		return 'changed' as const;
	});
}
