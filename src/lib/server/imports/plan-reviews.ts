import { daysBetween, type Day } from '#lib/domain/day.ts';
import { now } from '../clock.ts';
import { newId } from '../ids.ts';
import { accepted, type Bundle } from './bundles.ts';
import { differences, type Changes, type Surroundings } from './plan.ts';
import type { StoredReview } from './stored.ts';
import type { Staged } from './types.ts';

type Review = Staged<'review'>;

/** The days of one review, as a row has them. */
interface Facts {
	dueOn: Day | null;
	heldOn: Day | null;
	cancelledOn: Day | null;
}

/** Adds what a child's accepted reviews would change. */
export function planReviews(bundle: Bundle, childId: string, around: Surroundings, changes: Changes): void {
	const rows = accepted(bundle.rows.review).map((row) => ({ row, facts: factsOf(row, around.today) }));
	const known = match(rows, bundle);
	for (const { row, facts } of rows) {
		const stored = known.get(row);
		if (stored) update(row, stored, facts, changes);
		else insert(row, childId, facts, around, changes);
	}
}

/** A review called off has no day it was held on. A day to come without a code is when the meeting is booked for. */
function factsOf({ said }: Review, today: Day): Facts {
	const { heldOn, cancelled, code } = said;
	const booked = heldOn !== null && heldOn > today && !code;
	const dueOn = said.dueOn ?? null;
	if (cancelled) return { dueOn: dueOn ?? heldOn, heldOn: null, cancelledOn: heldOn ?? dueOn };
	return { dueOn: dueOn ?? (booked ? heldOn : null), heldOn: booked ? null : heldOn, cancelledOn: null };
}

/**
 * Which stored review each row is: the one with its id; else, where one of the two has lost its id, the nearest within
 * a day of when it was held or due. Each is found once.
 */
function match(rows: { row: Review; facts: Facts }[], { child, stored }: Bundle): Map<Review, StoredReview> {
	const found = new Map<Review, StoredReview>();
	const free = new Set(stored?.reviews);
	for (const { row } of rows) {
		const same =
			row.key &&
			stored?.reviews.find(({ externalId }) => externalId === row.key || externalId === ofChild(row.key!, child));
		if (!same) continue;
		found.set(row, same);
		free.delete(same);
	}
	const near = rows.flatMap(({ row, facts }) =>
		found.has(row)
			? []
			: [...free].flatMap((review) => {
					const days = row.key && review.externalId ? Infinity : apart(facts, review);
					return days < 2 ? [{ row, review, days }] : [];
				})
	);
	for (const { row, review } of near.sort((a, b) => a.days - b.days)) {
		if (found.has(row) || !free.delete(review)) continue;
		found.set(row, review);
	}
	return found;
}

/** Days between a row and a stored review; half a day more where one is held and the other due. Infinity: not the same. */
function apart(facts: Facts, review: StoredReview): number {
	if (review.cancelledOn && !facts.cancelledOn) return Infinity;
	const between = (a: Day | null, b: Day | null) => (a && b ? Math.abs(daysBetween(a, b)) : Infinity);
	if (facts.heldOn && review.heldOn) return between(facts.heldOn, review.heldOn);
	const due = between(facts.dueOn, review.dueOn);
	return Math.min(
		due,
		between(facts.heldOn ?? facts.cancelledOn, review.dueOn) + 0.5,
		between(facts.dueOn, review.heldOn) + 0.5
	);
}

/** Sayso's own record stands, whatever the files say. A row without an id does not move a review that has one. */
function update(row: Review, stored: StoredReview, facts: Facts, changes: Changes): void {
	const { heldOn, cancelledOn } = facts;
	const keepsDays = !row.key && stored.externalId !== null && stored.heldOn !== null && heldOn !== null;
	const days = keepsDays ? {} : { heldOn, cancelledOn, ...(facts.dueOn && { dueOn: facts.dueOn }) };
	const code = heldOn ? (row.said.code ?? undefined) : null;
	const said = { ...days, participationCode: code };
	if (stored.recordedAt) {
		if (differences(stored, said)) changes.recordStands.push(row);
		return void changes.outcomes.push({ row, outcome: 'same' });
	}
	const ids = {
		...(row.said.careId && { careId: row.said.careId }),
		...(row.key && !stored.externalId && { externalId: row.key })
	};
	const set = differences(stored, { ...said, ...ids });
	if (set) changes.updates.push({ table: 'review', id: stored.id, set });
	changes.outcomes.push({ row, outcome: set ? 'updated' : 'same' });
}

/**
 * Without a due date (a return has none) a review counts as due on the day it was held: its place among the child's
 * reviews, and so its statutory date, cannot be told from one year's rows.
 */
function insert(row: Review, childId: string, facts: Facts, { reviews }: Surroundings, changes: Changes): void {
	const taken = row.key ? reviews.get(row.key) : undefined;
	const externalId = taken && taken !== childId ? ofChild(row.key!, row.child!) : row.key;
	if (row.key && !taken) reviews.set(row.key, childId);
	const { heldOn, cancelledOn, dueOn } = facts;
	changes.inserts.review.push({
		id: newId(),
		childId,
		externalId,
		careId: row.said.careId ?? null,
		dueOn: dueOn ?? heldOn!,
		heldOn,
		cancelledOn,
		participationCode: heldOn ? row.said.code : null,
		createdAt: now()
	});
	changes.outcomes.push({ row, outcome: 'imported' });
}

/** One id in the case system, several children: each review needs one of its own. */
const ofChild = (id: string, child: string): string => `${id}~${child}`;
