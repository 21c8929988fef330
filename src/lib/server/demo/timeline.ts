import { addDays, birthday, type Day } from '#lib/domain/day.ts';
import { latestReviewDate } from '#lib/domain/review-dates.ts';
import { holidays } from '../bank-holidays.ts';
import type { Random } from './random.ts';
import { workingDay, type World } from './world.ts';

export interface Visit {
	dueOn: Day;
	heldOn: Day;
	/** The day proposed for the one after it; null when there is none. */
	nextOn: Day | null;
}

export interface Timeline {
	held: Visit[];
	/** Undefined when the child has left, or turns 18 first. `meetsOn` may have passed. */
	next?: { dueOn: Day; meetsOn: Day };
}

const LATE = 0.09;

/**
 * The reviews of one period of care as the law has them: by day 20, three months on, then every six. Most are some way
 * before the last day, some are late. With `lapses`, a few of the latest are overdue or not written down yet.
 */
export function timeline(
	world: World,
	r: Random,
	care: { startedOn: Day; endedOn: Day | null; bornOn: Day },
	lapses = true
): Timeline {
	const adult = birthday(care.bornOn, 18);
	const until = care.endedOn && care.endedOn < adult ? care.endedOn : adult;
	const held: Visit[] = [];
	for (;;) {
		const { startedOn: careStartedOn } = care;
		const heldOn = held.map((visit) => visit.heldOn);
		const { statutoryOn, number } = latestReviewDate({
			careStartedOn,
			heldOn,
			target: world.targets,
			holidays: holidays()
		});
		const day = planned(world, r, statutoryOn, number, lapses);
		if (day.on >= until) return { held };
		if (held.length) held.at(-1)!.nextOn = day.on;
		if (!day.held) return { held, next: { dueOn: statutoryOn, meetsOn: day.on } };
		held.push({ dueOn: statutoryOn, heldOn: day.on, nextOn: null });
	}
}

/** How many working days before the last one a first, second or later review is at most. */
const AHEAD = [5, 10, 24];

function planned(
	{ today, few }: World,
	r: Random,
	statutoryOn: Day,
	number: number,
	lapses: boolean
): { on: Day; held: boolean } {
	const early = workingDay(statutoryOn, 0);
	const inTime = workingDay(early, -r.int(0, AHEAD[Math.min(number, 3) - 1]!));
	const on = r.chance(LATE) ? workingDay(statutoryOn, r.int(1, 20)) : inTime;
	if (on >= today) {
		if (statutoryOn >= today) return { on, held: false };
		if (!lapses || few.overdue >= 3) return { on: inTime, held: inTime < today };
		few.overdue++;
		return { on, held: false };
	}
	if (lapses && on >= addDays(today, -6) && few.toRecord < 4 && statutoryOn >= today) {
		few.toRecord++;
		return { on, held: false };
	}
	return { on, held: true };
}
