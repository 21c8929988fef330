import { ageOn, birthday, slashed, type Day } from './day.ts';
import { codeAllowed } from './participation.ts';
import { carePeriods, type CarePeriod } from './review-dates.ts';
import {
	findingOn,
	inReturnYear,
	LONGEST_CHILD,
	MOST_REVIEWS,
	returnYear,
	returnYearOf,
	REVIEW_RULES,
	shortBreaksOnly,
	type CheckContext,
	type ChildReviews,
	type Finding,
	type ReviewRow,
	type ReviewRuleId
} from './ssda903.ts';
import { addWorkingDays } from './working-days.ts';

/** Nobody is looked after at this age: a date of birth that says so is wrong. */
const IMPOSSIBLE_AGE = 22;

/**
 * Every finding about one child's rows, in the order of the rows, then those about the child. The same rules on import
 * and before export; a rule whose table was not given says nothing (`rulesNotChecked`). Call it too for a child in the
 * Episodes table without a row of reviews.
 */
export function checkReviews(of: ChildReviews, context: CheckContext): Finding[] {
	const periods = of.episodes && carePeriods(of.episodes);
	const found = [
		...of.reviews.flatMap((row, index) => checkReview(row, index, of, context, periods)),
		...repeats(of.reviews),
		...tooMany(of.reviews),
		...noReviewYet(of, context, periods)
	];
	const last = of.reviews.length;
	return found.sort((a, b) => (a.row ?? last) - (b.row ?? last));
}

type Found = [rule: ReviewRuleId, params?: Finding['params'], column?: Finding['column']];

function checkReview(
	row: ReviewRow,
	index: number,
	of: ChildReviews,
	context: CheckContext,
	periods: readonly CarePeriod[] | undefined
): Finding[] {
	const found: Found[] = [
		...childAndBirth(row, of, context),
		...dateAndCode(row, context),
		...ageAndCode(row),
		...againstEpisodes(row, of, context, periods),
		...againstCalendar(row, context),
		...normalised(row, context)
	];
	return found.map(([rule, params, column]) => findingOn(rule, row, index, params, column));
}

function childAndBirth(row: ReviewRow, { header }: ChildReviews, { today, layout }: CheckContext): Found[] {
	const found: Found[] = [];
	if (!row.child.trim()) found.push(['child-blank']);
	if (row.child.length > LONGEST_CHILD && layout !== 'ssd') found.push(['child-too-long', { longest: LONGEST_CHILD }]);
	if (!row.bornOn) found.push([row.text?.dob.trim() ? 'dob-impossible' : 'dob-blank']);
	else if (isImpossibleBirth(row.bornOn, row.reviewOn, today)) found.push(['dob-impossible']);
	if (header === null) found.push(['INT08']);
	if (header?.bornOn && row.bornOn && header.bornOn !== row.bornOn) found.push(['INT17', { headerDob: header.bornOn }]);
	return found;
}

function isImpossibleBirth(bornOn: Day, reviewOn: Day | undefined, today: Day): boolean {
	if (bornOn > today) return true;
	return reviewOn !== undefined && (bornOn > reviewOn || ageOn(reviewOn, bornOn) >= IMPOSSIBLE_AGE);
}

// 167 speaks of both fields: a date that is there but cannot be read is 166's business alone.
function dateAndCode(row: ReviewRow, { layout }: CheckContext): Found[] {
	const dateGiven = hasDate(row);
	const codeGiven = hasCode(row);
	if (row.cancelled) return dateGiven || codeGiven ? [['cancelled-meeting']] : [];
	if (layout === 'ssd' && !dateGiven && !codeGiven) return [];
	const agree = dateGiven ? row.code !== undefined : !codeGiven;
	const found: Found[] = row.reviewOn ? [] : [['166']];
	return agree ? found : [...found, ['167']];
}

const hasDate = ({ reviewOn, text }: ReviewRow) => reviewOn !== undefined || !!text?.review.trim();
const hasCode = ({ code, text }: ReviewRow) => code !== undefined || !!text?.code.trim();

function ageAndCode({ bornOn, reviewOn, code }: ReviewRow): Found[] {
	if (!bornOn || !reviewOn || !code || codeAllowed(code, ageOn(reviewOn, bornOn))) return [];
	const fourthBirthday = birthday(bornOn, 4);
	if (code !== 'PN0') return [['441', { fourthBirthday }]];
	return [[reviewOn === fourthBirthday ? 'pn0-on-fourth-birthday' : '440', { fourthBirthday }]];
}

function againstEpisodes(
	row: ReviewRow,
	{ episodes }: ChildReviews,
	context: CheckContext,
	periods: readonly CarePeriod[] = []
): Found[] {
	if (!episodes) return [];
	const year = context.returnYear;
	const known = year === undefined ? episodes : episodes.filter((episode) => inReturnYear(episode, year));
	const found: Found[] = known.length === 0 ? [['1012']] : [];
	if (shortBreaksOnly(known) && (hasDate(row) || hasCode(row))) found.push(['399']);
	return row.reviewOn ? [...found, ...againstCare(row.reviewOn, periods)] : found;
}

// The day care ended still counts. Where our first episode is a move, care began earlier than we can know.
function againstCare(reviewOn: Day, periods: readonly CarePeriod[]): Found[] {
	const first = periods[0];
	if (!first) return [];
	if (reviewOn < first.startedOn) return first.startKnown ? [['before-care', { careStartedOn: first.startedOn }]] : [];
	const period = periods.findLast(({ startedOn }) => startedOn <= reviewOn);
	return period?.endedOn && reviewOn > period.endedOn ? [['after-care', { careEndedOn: period.endedOn }]] : [];
}

function againstCalendar({ reviewOn }: ReviewRow, { today, returnYear: year }: CheckContext): Found[] {
	if (!reviewOn) return [];
	const found: Found[] = reviewOn > today ? [['in-future', { today }]] : [];
	if (year !== undefined && returnYearOf(reviewOn) !== year)
		found.push(['outside-return-year', { ...returnYear(year) }]);
	return found;
}

function normalised({ bornOn, reviewOn, code, text }: ReviewRow, { layout }: CheckContext): Found[] {
	if (!text) return [];
	const asWritten = (day: Day) => (layout === 'ssd' ? day : slashed(day));
	const found: Found[] = [];
	if (bornOn && text.dob !== asWritten(bornOn)) found.push(['date-normalised', { became: bornOn }, 'DOB']);
	if (reviewOn && text.review !== asWritten(reviewOn)) found.push(['date-normalised', { became: reviewOn }]);
	if (code && text.code !== code) found.push(['code-normalised', { became: code }]);
	return found;
}

/**
 * A row that repeats an earlier one is refused and the first stands; of two codes on one day nobody can tell which is
 * right, so both rows are.
 */
function repeats(rows: readonly ReviewRow[]): Finding[] {
	const held = [...rows.entries()].filter(([, { reviewOn, cancelled }]) => reviewOn && !cancelled);
	const byDay = Map.groupBy(held, ([, { reviewOn }]) => reviewOn);
	return [...byDay.values()].flatMap((sameDay) => {
		const twins = new Map<string, number>();
		const codes = new Set(sameDay.flatMap(([, { code }]) => code ?? []));
		return sameDay.flatMap(([index, row]) => {
			const first = twins.get(twinKey(row));
			if (first !== undefined) return [findingOn('exact-duplicate', row, index, { firstRow: first })];
			twins.set(twinKey(row), index);
			const otherCode = [...codes].find((code) => row.code && code !== row.code);
			return otherCode ? [findingOn('two-codes-one-day', row, index, { otherCode })] : [];
		});
	});
}

const twinKey = ({ bornOn, code }: ReviewRow) => `${bornOn} ${code}`;

function tooMany(rows: readonly ReviewRow[]): Finding[] {
	if (rows.length <= MOST_REVIEWS) return [];
	const perYear = new Map<number, number>();
	return rows.flatMap((row, index) => {
		if (!row.reviewOn) return [];
		const year = returnYearOf(row.reviewOn);
		const count = (perYear.get(year) ?? 0) + 1;
		perYear.set(year, count);
		return count > MOST_REVIEWS ? [findingOn('too-many-reviews', row, index, { most: MOST_REVIEWS })] : [];
	});
}

/** A child whose care lasted longer than the first review may take (reg 33(1)), and not one review of that time. */
function noReviewYet(of: ChildReviews, context: CheckContext, periods: readonly CarePeriod[] = []): Finding[] {
	const period = periods.at(-1);
	if (!period || !of.episodes || shortBreaksOnly(of.episodes)) return [];
	const year = context.returnYear === undefined ? undefined : returnYear(context.returnYear);
	if (year && (period.startedOn > year.to || (period.endedOn && period.endedOn < year.from))) return [];
	const until = [period.endedOn, year?.to, context.today].reduce<Day>((a, b) => (b && b < a ? b : a), context.today);
	const counts = (day: Day) => !period.startKnown || day >= period.startedOn;
	const reviewed = of.reviews.some(({ reviewOn, cancelled }) => reviewOn && !cancelled && counts(reviewOn));
	if (reviewed || until <= addWorkingDays(period.startedOn, 20, context.holidays)) return [];
	const { severity, column } = REVIEW_RULES['no-review-yet'];
	const params = { careStartedOn: period.startedOn };
	return [{ rule: 'no-review-yet', severity, column, row: undefined, value: of.child, params }];
}
