import { addMonths, birthday, type Day } from './day.ts';
import type { Period } from './period.ts';
import { latestReviewDate, type CarePeriod, type ReviewTargets } from './review-dates.ts';
import type { Holidays } from './working-days.ts';

/** One review that had to be held by a day, and when it was. */
export interface DueReview {
	number: number;
	statutoryOn: Day;
	targetOn: Day;
	/** Absent: not held yet. */
	heldOn: Day | undefined;
	/** False when we do not hold the reviews before it, so that its date may be wrong. */
	dateKnown: boolean;
	/** The day the child stopped being looked after, or turns 18: from then on it was not due any more. */
	until: Day;
}

/**
 * Every review of one period of care in order, the last being the next to be held, as far as it may matter `between` two
 * days. When care began before the first
 * episode we hold, or the first review we hold came more than six months after the start, earlier reviews are missing:
 * whether the next two are due in 20 working days, three months or six cannot be told.
 */
export function reviewsDue(given: {
	care: CarePeriod;
	bornOn: Day;
	heldOn: readonly Day[];
	target: ReviewTargets;
	holidays: Holidays;
	/** Reviews that can have nothing to do with these days are left out. */
	between: Period;
}): DueReview[] {
	const { care, bornOn, target, holidays, between } = given;
	const adult = birthday(bornOn, 18);
	const until = care.endedOn && care.endedOn < adult ? care.endedOn : adult;
	const held = [...new Set(given.heldOn)].filter((day) => day >= care.startedOn && day <= until).sort();
	// Nothing is due more than six months after the review before it: what is long past is not worked out.
	const past = (i: number) =>
		(held[i] ?? between.from) < between.from && addMonths(held[i - 1] ?? care.startedOn, 6) < between.from;
	const toCome = (i: number) => (held[i - 1] ?? care.startedOn) > between.to;
	const whole = care.startKnown && (held[0] ?? '') <= addMonths(care.startedOn, 6);
	return [...held, undefined].flatMap((heldOn, i) => {
		if (past(i) || toCome(i)) return [];
		const before = held.slice(0, i);
		const { number, statutoryOn, targetOn } = latestReviewDate({
			careStartedOn: care.startedOn,
			heldOn: before,
			target,
			holidays
		});
		return [{ number, statutoryOn, targetOn, heldOn, dateKnown: whole || number > 2, until }];
	});
}

/** What became of a review that was due by a day; all but the first two are left out of a figure on timeliness. */
export type DueOutcome = 'on-time' | 'late' | 'not-yet' | 'left-care' | 'date-not-known' | 'due-before' | 'elsewhere';

/**
 * Where a review belongs in a figure on the reviews due from one day to another, both included. `due-before`: it was
 * due before the period and was still to be held when the period began. `elsewhere`: another period's.
 */
export function dueOutcome(review: DueReview, dueOn: Day, { from, to, today }: Period & { today: Day }): DueOutcome {
	const { heldOn, until } = review;
	if (dueOn < from) return stillOpen(review, dueOn, from) ? 'due-before' : 'elsewhere';
	if (dueOn > to) return 'elsewhere';
	if (!review.dateKnown) return 'date-not-known';
	if (dueOn >= until) return 'left-care';
	if (dueOn >= today) return 'not-yet';
	return heldOn && heldOn <= dueOn ? 'on-time' : 'late';
}

const stillOpen = ({ heldOn, until, dateKnown }: DueReview, dueOn: Day, from: Day): boolean =>
	dateKnown && dueOn < until && until > from && !(heldOn && heldOn < from);
