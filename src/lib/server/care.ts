import {
	carePeriods,
	latestReviewDate,
	type CarePeriod,
	type LatestReviewDate,
	type ReviewTargets
} from '#lib/domain/review-dates.ts';
import { addMonths, type Day } from '#lib/domain/day.ts';
import { holidays } from './bank-holidays.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as reviews from './reviews.ts';

/** What decides a child's review dates: when they were looked after, and when their reviews were held. */
export interface History {
	periods: CarePeriod[];
	held: { id: string; heldOn: Day }[];
}

/** Which children: a list, or those of a query. */
type Children = readonly string[] | ReturnType<typeof openChildren>;

const openChildren = (scope: AuthorityScope) => reviews.open(scope).select('review.childId');

/** The histories of some children, by child id. */
export async function histories(scope: AuthorityScope, children: Children): Promise<Map<string, History>> {
	// A list and a subquery are one to Kysely, but not to a union of the two.
	const list = children as readonly string[];
	const episodes = await scope
		.selectFrom('episode')
		.where('episode.childId', 'in', list)
		.select(['episode.childId', 'episode.startedOn', 'episode.endedOn', 'episode.reasonStarted'])
		.execute();
	const held = await scope
		.selectFrom('review')
		.where('review.childId', 'in', list)
		.where('review.heldOn', 'is not', null)
		.where('review.cancelledOn', 'is', null)
		.select(['review.id', 'review.childId', 'review.heldOn'])
		.execute();
	const [episodesOf, heldOf] = [Map.groupBy(episodes, byChild), Map.groupBy(held, byChild)];
	const ids = new Set([...episodesOf.keys(), ...heldOf.keys()]);
	const history = (id: string): History => ({
		periods: carePeriods(episodesOf.get(id) ?? []),
		held: (heldOf.get(id) ?? []).map(({ id, heldOn }) => ({ id, heldOn: heldOn! }))
	});
	return new Map([...ids].map((id) => [id, history(id)]));
}

/** The histories of every child with a review still to be held, as far as the actor may know. */
export const openHistories = (scope: AuthorityScope) => histories(scope, openChildren(scope));

/** The history of one child. */
export async function historyOf(scope: AuthorityScope, childId: string): Promise<History> {
	return (await histories(scope, [childId])).get(childId) ?? { periods: [], held: [] };
}

/** Before any care we hold. */
const LONG_AGO: Day = '0001-01-01';
/** After any review we hold. */
const NEVER: Day = '9999-12-31';

const byChild = ({ childId }: { childId: string }) => childId;

export async function targetsOf(scope: AuthorityScope): Promise<ReviewTargets> {
	const { targetFirst, targetSecond, targetLater } = await scope.authority();
	return { first: targetFirst, second: targetSecond, later: targetLater };
}

/**
 * The latest day the review on or around a day may be held, by law and by the authority's target. Only reviews held
 * before it, and others than itself, count. Undefined when nothing we hold says so: no review yet, and no known start.
 * When the first review we hold came more than six months after care began, those before it are missing from what we
 * hold (an import of one year's return), and the start says nothing; the figure on timeliness has the same rule.
 */
export function latestFor(
	{ periods, held }: History,
	review: { id?: string; on: Day },
	target: ReviewTargets
): LatestReviewDate | undefined {
	const before = held.filter(({ id, heldOn }) => id !== review.id && heldOn < review.on).map(({ heldOn }) => heldOn);
	const period = periods.findLast(({ startedOn }) => startedOn <= review.on);
	const since = period?.startedOn ?? before.toSorted()[0];
	if (!since) return undefined;
	const counted = before.filter((day) => day >= since);
	const first = held.map(({ heldOn }) => heldOn).reduce<Day>((a, b) => (b >= since && b < a ? b : a), NEVER);
	const whole = first === NEVER || first <= addMonths(since, 6);
	if (period?.startKnown && whole)
		return latestReviewDate({ careStartedOn: since, heldOn: counted, target, holidays: holidays() });
	// Care began before what we hold, so the first review we know of was not the first: later ones are six months apart.
	if (!counted.length) return undefined;
	return latestReviewDate({ careStartedOn: LONG_AGO, heldOn: [LONG_AGO, ...counted], target, holidays: holidays() });
}
