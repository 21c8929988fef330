import type { Period } from '#lib/domain/period.ts';
import { londonDay } from '#lib/domain/day.ts';
import { figureRow, type Figure } from '#lib/domain/statistics.ts';
import { FORMS } from '#lib/forms/index.ts';
import { practiceIds } from '../children.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import { groupsFigure, total } from './figure.ts';
import { ageWhenHeld, held, type Counted } from './held.ts';

interface Asked extends Counted {
	instrument: string;
	reviewId: string;
	/** It had come back by the day of the review. */
	returned: boolean;
}

/**
 * What came back by the day of the review: of the forms asked for, and of the reviews of children of the age a form is
 * made for. "I'd rather talk" is a form returned. Adults' forms have no age, and so no eligible reviews.
 */
export async function returnFigures(
	scope: AuthorityScope,
	period: Period,
	reviews: readonly Counted[]
): Promise<Figure[]> {
	const asked = await formsAsked(scope, period);
	const returned = asked.filter((form) => form.returned);
	const of = (groups: readonly Asked[], instrument: string) => groups.filter((form) => form.instrument === instrument);
	const forms = [...new Map(FORMS.map((form) => [form.id, form])).values()];
	const issued = forms.map(({ id }) => figureRow(id, total(of(returned, id)), total(of(asked, id))));
	const eligible = forms.flatMap(({ id, ages }) => {
		if (!ages) return [];
		const fits = ({ age }: Counted) => age >= ages[0] && age <= ages[1];
		// A child asked twice before one review is one review.
		const answered = new Set(
			of(returned, id)
				.filter(fits)
				.map(({ reviewId }) => reviewId)
		);
		return [figureRow(id, answered.size, total(reviews.filter(fits)))];
	});
	return [
		groupsFigure('form-return', 'forms-asked', issued, await formsWithoutReview(scope, period)),
		groupsFigure('form-return-of-eligible', 'reviews-of-form-age', eligible)
	];
}

/** Every form asked for before a review held in the period, by instrument and by whether it came back in time. */
async function formsAsked(scope: AuthorityScope, period: Period): Promise<Asked[]> {
	const consultations = await held(scope, period)
		.innerJoin('consultation', sameAuthority('consultation.reviewId', 'review.id'))
		.leftJoin('submission', (join) =>
			sameAuthority('submission.consultationId', 'consultation.id')(join).on('submission.sentAt', 'is not', null)
		)
		.select((eb) => [
			ageWhenHeld(eb).as('age'),
			'consultation.instrument',
			'review.id as reviewId',
			'review.heldOn',
			eb.fn.min<string | null>('submission.sentAt').as('sentAt')
		])
		.groupBy(['consultation.id', 'consultation.instrument', 'review.id', 'review.heldOn', 'child.bornOn'])
		.execute();
	return consultations.map(({ age, instrument, reviewId, heldOn, sentAt }) => ({
		age,
		instrument,
		reviewId,
		count: 1,
		returned: sentAt !== null && londonDay(sentAt) <= heldOn!
	}));
}

/** Forms asked for before reviews that fell due in the period and are left out: called off, or not held. */
async function formsWithoutReview(scope: AuthorityScope, { from, to }: Period) {
	const asked = scope
		.selectFrom('consultation')
		.innerJoin('review', sameAuthority('review.id', 'consultation.reviewId'))
		.where('review.childId', 'not in', practiceIds(scope))
		.where('review.dueOn', '>=', from)
		.where('review.dueOn', '<=', to)
		.select((eb) => eb.fn.countAll<number>().as('count'));
	const cancelled = await asked.where('review.cancelledOn', 'is not', null).executeTakeFirstOrThrow();
	const notHeld = await asked
		.where('review.cancelledOn', 'is', null)
		.where('review.heldOn', 'is', null)
		.executeTakeFirstOrThrow();
	return { 'review-cancelled': cancelled.count, 'review-not-held': notHeld.count };
}
