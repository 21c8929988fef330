import type { ExpressionBuilder } from 'kysely';
import type { Period } from '#lib/domain/period.ts';
import { reachedReview, VIEWS_CONVEYED } from '#lib/domain/participation.ts';
import { byTheirIro, saysSomething } from '../contributions.ts';
import { practiceIds } from '../children.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import type { Database } from '../db/schema.ts';

/** So many of something, for children of one age in whole years on the day of their review. */
export interface Counted {
	age: number;
	count: number;
}

type ReviewAndChild = ExpressionBuilder<Database, 'review' | 'child'>;

/**
 * Age in whole years on the day the review was held, worked out by the database so that it can group by it. The same
 * rule as `ageOn`: a year older on the birthday itself, and one born on 29 February on 1 March.
 */
export function ageWhenHeld(eb: ReviewAndChild) {
	const part = (column: 'review.heldOn' | 'child.bornOn', from: number, length: number) =>
		eb.fn<string>('substr', [column, eb.lit(from), eb.lit(length)]);
	const year = (column: 'review.heldOn' | 'child.bornOn') => eb.cast<number>(part(column, 1, 4), 'integer');
	const birthdayToCome = eb(part('review.heldOn', 6, 5), '<', part('child.bornOn', 6, 5));
	const correction = eb.case().when(birthdayToCome).then(eb.lit(1)).else(eb.lit(0)).end();
	return eb(eb(year('review.heldOn'), '-', year('child.bornOn')), '-', correction);
}

/** Reviews held in the period with their child, the practice child aside: a cancelled one is not held, whatever day it carries. */
export function held(scope: AuthorityScope, { from, to }: Period) {
	return scope
		.selectFrom('review')
		.innerJoin('child', sameAuthority('child.id', 'review.childId'))
		.where('child.practiceAt', 'is', null)
		.where('review.cancelledOn', 'is', null)
		.where('review.heldOn', '>=', from)
		.where('review.heldOn', '<=', to);
}

/**
 * What children sent before reviews held in the period. Answers to it are asked for by the list of submissions as well
 * as by the join: it says the same, and tells a database without statistics where to start.
 */
export function sentForms(scope: AuthorityScope, period: Period) {
	return held(scope, period)
		.innerJoin('submission', sameAuthority('submission.reviewId', 'review.id'))
		.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
		.where('consultation.audience', '=', 'child')
		.where('submission.sentAt', 'is not', null);
}

const FACTS = [
	'review.participationCode',
	'review.attended',
	'review.chairing',
	'review.chairingOffered',
	'review.chairingChosen'
] as const;

/** Every review held in the period, counted by age and by what the record says of it. */
export function heldByFacts(scope: AuthorityScope, period: Period) {
	return held(scope, period)
		.select((eb) => [ageWhenHeld(eb).as('age'), eb.fn.countAll<number>().as('count')])
		.select(FACTS)
		.groupBy((eb) => [ageWhenHeld(eb), ...FACTS])
		.execute();
}

export type HeldGroup = Awaited<ReturnType<typeof heldByFacts>>[number];

/** How many carry a day in the period and were cancelled all the same. */
export async function cancelled(scope: AuthorityScope, { from, to }: Period): Promise<number> {
	const { count } = await scope
		.selectFrom('review')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('review.cancelledOn', 'is not', null)
		.where('review.childId', 'not in', practiceIds(scope))
		.where('review.heldOn', '>=', from)
		.where('review.heldOn', '<=', to)
		.executeTakeFirstOrThrow();
	return count;
}

/** Reviews for which the child's IRO had opened what the child said on the day of the review or before: as for PN6. */
export async function withOwnWords(scope: AuthorityScope, period: Period): Promise<Counted[]> {
	const opened = await sentForms(scope, period)
		.innerJoin('reading', sameAuthority('reading.submissionId', 'submission.id'))
		.innerJoin('involvement', byTheirIro)
		.where(saysSomething)
		.select((eb) => [ageWhenHeld(eb).as('age'), 'review.heldOn', eb.fn.min('reading.readAt').as('readAt')])
		.groupBy(['review.id', 'review.heldOn', 'child.bornOn'])
		.execute();
	const counts = new Map<number, number>();
	for (const { age, heldOn, readAt } of opened) {
		if (reachedReview(readAt, heldOn!)) counts.set(age, (counts.get(age) ?? 0) + 1);
	}
	return [...counts].map(([age, count]) => ({ age, count }));
}

/**
 * Children with a review at 4 or over in the period, by their age at the last of them and by whether their views were
 * conveyed at every one, at some or at none.
 */
export async function childrenByVoice(scope: AuthorityScope, period: Period) {
	const children = await held(scope, period)
		.where((eb) => eb(ageWhenHeld(eb), '>=', eb.lit(4)))
		.select((eb) => [
			eb.fn.max(ageWhenHeld(eb)).as('age'),
			eb.fn.countAll<number>().as('reviews'),
			eb.fn
				.sum<number>(
					eb
						.case()
						.when('review.participationCode', 'in', [...VIEWS_CONVEYED])
						.then(eb.lit(1))
						.else(eb.lit(0))
						.end()
				)
				.as('conveyed')
		])
		.groupBy('review.childId')
		.execute();
	return children.map(({ age, reviews, conveyed }) => ({
		age,
		count: 1,
		voice: conveyed === reviews ? 'every-review' : conveyed ? 'some-reviews' : 'no-review'
	}));
}
