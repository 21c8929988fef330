import type { Period } from '#lib/domain/period.ts';
import { DECISIONS, type Decision, type WishKind } from '#lib/domain/wish.ts';
import { FORMS } from '#lib/forms/index.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import { byAgeFigure, partsFigure, type AgedFigure } from './figure.ts';
import { ageWhenHeld, held, sentForms, type Counted } from './held.ts';

const ABOUT: Record<'venue' | 'attendee', readonly WishKind[]> = {
	venue: ['venue'],
	attendee: ['attendee', 'not-attendee']
};

/** A wish without a decision. */
const UNANSWERED = 'unanswered';

/** Wishes on where to meet and on who comes: asked for, of all reviews held, and met, of all wishes. */
export async function wishFigures(
	scope: AuthorityScope,
	period: Period,
	reviews: readonly Counted[]
): Promise<AgedFigure[]> {
	const figures: AgedFigure[] = [];
	for (const [about, kinds] of Object.entries(ABOUT)) {
		const asked = await reviewsAsked(scope, period, kinds);
		const wishes = await wishesByDecision(scope, period, kinds);
		figures.push(
			byAgeFigure(`${about}-asked`, 'reviews-held', reviews, asked),
			partsFigure(`${about}-wishes`, {
				base: `${about}-wishes`,
				of: wishes,
				parts: [...DECISIONS, UNANSWERED],
				partOf: ({ decision }) => decision ?? UNANSWERED,
				counted: ['met'],
				excluded: { withdrawn: await withdrawn(scope, period, kinds) }
			})
		);
	}
	return figures;
}

interface WishGroup extends Counted {
	/** Null: nobody has answered it. */
	decision: Decision | null;
}

/** Wishes of these kinds for reviews held in the period, by their answer. One taken back is not counted. */
function wishesByDecision(scope: AuthorityScope, period: Period, kinds: readonly WishKind[]): Promise<WishGroup[]> {
	return held(scope, period)
		.innerJoin('wish', sameAuthority('wish.reviewId', 'review.id'))
		.where('wish.kind', 'in', [...kinds])
		.where('wish.withdrawnAt', 'is', null)
		.select((eb) => [ageWhenHeld(eb).as('age'), 'wish.decision', eb.fn.countAll<number>().as('count')])
		.groupBy((eb) => [ageWhenHeld(eb), 'wish.decision'])
		.execute();
}

/** Wishes of these kinds that the child took back. */
async function withdrawn(scope: AuthorityScope, period: Period, kinds: readonly WishKind[]): Promise<number> {
	const { count } = await held(scope, period)
		.innerJoin('wish', sameAuthority('wish.reviewId', 'review.id'))
		.where('wish.kind', 'in', [...kinds])
		.where('wish.withdrawnAt', 'is not', null)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

/**
 * Reviews held in the period before which the child was asked for such a wish: they sent a form and had dealt with the
 * question, by answering it or by leaving it.
 */
async function reviewsAsked(scope: AuthorityScope, period: Period, kinds: readonly WishKind[]): Promise<Counted[]> {
	const questions = questionsFor(kinds);
	if (!questions.length) return [];
	return sentForms(scope, period)
		.innerJoin('reply', sameAuthority('reply.submissionId', 'submission.id'))
		.where('reply.submissionId', 'in', sentForms(scope, period).select('submission.id'))
		.where('reply.questionId', 'in', questions)
		.select((eb) => [ageWhenHeld(eb).as('age'), eb.fn.count<number>('review.id').distinct().as('count')])
		.groupBy((eb) => ageWhenHeld(eb))
		.execute();
}

function questionsFor(kinds: readonly WishKind[]): string[] {
	const questions = FORMS.flatMap((form) => form.sections).flatMap((section) => section.questions);
	return [...new Set(questions.filter(({ wish }) => wish && kinds.includes(wish.kind)).map(({ id }) => id))];
}
