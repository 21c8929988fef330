import { addDays, addMonths, type Day } from './day.ts';
import { addWorkingDays, type Holidays } from './working-days.ts';

export interface Episode {
	startedOn: Day;
	/** Absent while it lasts. */
	endedOn?: Day | null | undefined;
	/** SSDA903 RNE; `S` is "started to be looked after". */
	reasonStarted?: string | null | undefined;
}

export interface CarePeriod {
	startedOn: Day;
	/** Absent while the child is still looked after. */
	endedOn: Day | undefined;
	/** False when the first episode we hold says it was not the start (its reason is another than `S`): care began earlier. */
	startKnown: boolean;
}

/**
 * Times of being looked after without a break, oldest first. An episode that starts by the day the one before ended
 * carries it on; one with reason `S`, or after a gap, begins a new period.
 */
export function carePeriods(episodes: readonly Episode[]): CarePeriod[] {
	const periods: CarePeriod[] = [];
	for (const episode of [...episodes].sort((a, b) =>
		a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : 0
	)) {
		const endedOn = episode.endedOn || undefined;
		const last = periods.at(-1);
		if (last && continues(last, episode)) {
			last.endedOn = last.endedOn && endedOn && (last.endedOn > endedOn ? last.endedOn : endedOn);
			continue;
		}
		// An episode nobody closed cannot outlast the start of another period.
		if (last && (!last.endedOn || last.endedOn > episode.startedOn)) last.endedOn = episode.startedOn;
		periods.push({ startedOn: episode.startedOn, endedOn, startKnown: !episode.reasonStarted || startsCare(episode) });
	}
	return periods;
}

const startsCare = (episode: Episode) => episode.reasonStarted?.trim().toUpperCase() === 'S';

function continues(period: CarePeriod, episode: Episode): boolean {
	if (episode.startedOn === period.startedOn) return true;
	return !startsCare(episode) && (!period.endedOn || episode.startedOn <= period.endedOn);
}

/** An authority's own target for one review: `20w` is twenty working days, `91d` ninety-one days. */
export interface ReviewTargets {
	first: string;
	second: string;
	later: string;
}

export type ReviewRule = 'first-20-working-days' | 'second-3-months' | 'later-6-months';

export interface LatestReviewDate {
	/** 1 for the first review of this period of care. */
	number: number;
	/** The last day the law allows. */
	statutoryOn: Day;
	/** The authority's stricter day. Never after `statutoryOn`: six months can be shorter than 183 days. */
	targetOn: Day;
	rule: ReviewRule;
}

export function isTarget(text: string): boolean {
	return /^[1-9]\d{0,2}[wd]$/.test(text);
}

/**
 * When the next review must be held by. Reg 33(1): the first within 20 working days of becoming looked after;
 * reg 33(2): the second within three months of the first, later ones within six of the one before. Reviews of an
 * earlier period of care do not count. A series of meetings is one review, held on the day the last was.
 */
export function latestReviewDate(given: {
	careStartedOn: Day;
	heldOn: readonly Day[];
	target: ReviewTargets;
	holidays: Holidays;
}): LatestReviewDate {
	const { careStartedOn, target, holidays } = given;
	const held = [...new Set(given.heldOn)].filter((day) => day >= careStartedOn).sort();
	const last = held.at(-1) ?? careStartedOn;
	const { rule, statutoryOn, local } = nextRule(held.length, last, target, holidays);
	const localOn = afterTarget(last, local, holidays);
	return { number: held.length + 1, statutoryOn, targetOn: localOn < statutoryOn ? localOn : statutoryOn, rule };
}

function nextRule(
	heldSoFar: number,
	last: Day,
	target: ReviewTargets,
	holidays: Holidays
): { rule: ReviewRule; statutoryOn: Day; local: string } {
	if (heldSoFar === 0) {
		return { rule: 'first-20-working-days', statutoryOn: addWorkingDays(last, 20, holidays), local: target.first };
	}
	if (heldSoFar === 1) return { rule: 'second-3-months', statutoryOn: addMonths(last, 3), local: target.second };
	return { rule: 'later-6-months', statutoryOn: addMonths(last, 6), local: target.later };
}

function afterTarget(day: Day, target: string, holidays: Holidays): Day {
	if (!isTarget(target)) throw new RangeError(`not a review target: ${target}`);
	const count = Number(target.slice(0, -1));
	return target.endsWith('w') ? addWorkingDays(day, count, holidays) : addDays(day, count);
}

/** What is due by when around a review on a day, in working days: practice before it, the IRO Handbook after it. */
export function milestones(day: Day, holidays: Holidays) {
	const away = (n: number) => addWorkingDays(day, n, holidays);
	return {
		/** Talk with the child about who comes and where. */
		whoAndWhereBy: away(-20),
		consultationsOutBy: away(-10),
		carerFormBy: away(-5),
		papersToIroBy: away(-3),
		decisionsBy: away(5),
		recordBy: away(15),
		sentToAllBy: away(20)
	};
}
