import type { Period } from '#lib/domain/period.ts';
import { ageOn, type Day } from '#lib/domain/day.ts';
import { carePeriods, type Episode } from '#lib/domain/review-dates.ts';
import { shortBreaksOnly } from '#lib/domain/ssda903.ts';
import type { Figure } from '#lib/domain/statistics.ts';
import { dueOutcome, reviewsDue, type DueOutcome } from '#lib/domain/timeliness.ts';
import { holidays } from '../bank-holidays.ts';
import { targetsOf } from '../care.ts';
import { today } from '../clock.ts';
import { practiceIds } from '../children.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import { byAgeFigure, total } from './figure.ts';
import type { Counted } from './held.ts';

const LEFT_OUT = ['not-yet', 'left-care', 'date-not-known', 'due-before', 'short-breaks'] as const;

/** Reviews held by the law's latest date, and by the authority's own target, of those due by such a date in the period. */
export async function timelinessFigures(scope: AuthorityScope, period: Period): Promise<Figure[]> {
	const { statutory, target, withoutCare } = await timeliness(scope, period);
	const figure = (id: string, groups: DueGroup[]) => {
		const due = groups.filter(({ outcome }) => outcome === 'on-time' || outcome === 'late');
		const onTime = due.filter(({ outcome }) => outcome === 'on-time');
		const excluded = LEFT_OUT.map((reason) => [reason, total(groups.filter(({ outcome }) => outcome === reason))]);
		return byAgeFigure(id, id, due, onTime, { ...Object.fromEntries(excluded), 'no-care-dates': withoutCare });
	};
	return [figure('on-time-statutory', statutory), figure('on-time-target', target)];
}

/** What became of a review: its outcome, or that the child only has short breaks, which have other rules. */
type DueGroup = Counted & { outcome: DueOutcome | 'short-breaks' };

/** Reviews that were due in the period, by the law's latest date and by the authority's own. */
interface Timeliness {
	statutory: DueGroup[];
	target: DueGroup[];
	/** Reviews the record says were due in the period, of children whose care we hold no dates of. */
	withoutCare: number;
}

interface ChildInCare {
	bornOn: Day;
	episodes: (Episode & { legalStatus: string | null })[];
	heldOn: Day[];
}

/** Works out every child's dates from the start of care and the reviews held. Age is that on the day it was due. */
async function timeliness(scope: AuthorityScope, period: Period): Promise<Timeliness> {
	const target = await targetsOf(scope);
	const when = { ...period, today: today() };
	const result: Timeliness = { statutory: [], target: [], withoutCare: await withoutCare(scope, period) };
	for (const { bornOn, episodes, heldOn } of await inCare(scope, period)) {
		const shortBreaks = shortBreaksOnly(episodes);
		for (const care of carePeriods(episodes)) {
			for (const review of reviewsDue({ care, bornOn, heldOn, target, holidays: holidays(), between: period })) {
				const count = (dueOn: Day): DueGroup => {
					const outcome = dueOutcome(review, dueOn, when);
					return {
						age: ageOn(dueOn, bornOn),
						count: 1,
						outcome: shortBreaks && outcome !== 'elsewhere' ? 'short-breaks' : outcome
					};
				};
				result.statutory.push(count(review.statutoryOn));
				result.target.push(count(review.targetOn));
			}
		}
	}
	return result;
}

/** Children who were looked after on some day of the period, with all their episodes and the days of their reviews. */
async function inCare(scope: AuthorityScope, { from, to }: Period): Promise<ChildInCare[]> {
	const theirs = scope
		.selectFrom('episode')
		.select('episode.childId')
		.where('episode.childId', 'not in', practiceIds(scope))
		.where('episode.startedOn', '<=', to)
		.where(({ eb, or }) => or([eb('episode.endedOn', 'is', null), eb('episode.endedOn', '>=', from)]));
	const episodes = await scope
		.selectFrom('episode')
		.innerJoin('child', sameAuthority('child.id', 'episode.childId'))
		.select(['episode.childId', 'episode.startedOn', 'episode.endedOn', 'episode.reasonStarted', 'episode.legalStatus'])
		.select('child.bornOn')
		.where('episode.childId', 'in', theirs)
		.execute();
	const reviews = await scope
		.selectFrom('review')
		.select(['review.childId', 'review.heldOn'])
		.where('review.childId', 'in', theirs)
		.where('review.heldOn', 'is not', null)
		.where('review.cancelledOn', 'is', null)
		.execute();

	const children = new Map<string, ChildInCare>();
	for (const { childId, bornOn, ...episode } of episodes) {
		const child = children.get(childId) ?? { bornOn, episodes: [], heldOn: [] };
		child.episodes.push(episode);
		children.set(childId, child);
	}
	for (const { childId, heldOn } of reviews) children.get(childId)?.heldOn.push(heldOn!);
	return [...children.values()];
}

async function withoutCare(scope: AuthorityScope, { from, to }: Period): Promise<number> {
	const { count } = await scope
		.selectFrom('review')
		.leftJoin('episode', sameAuthority('episode.childId', 'review.childId'))
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('review.dueOn', '>=', from)
		.where('review.dueOn', '<=', to)
		.where('review.cancelledOn', 'is', null)
		.where('episode.id', 'is', null)
		.where('review.childId', 'not in', practiceIds(scope))
		.executeTakeFirstOrThrow();
	return count;
}
