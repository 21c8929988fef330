import { slashed, type Day } from './day.ts';
import type { ParticipationCode } from './participation.ts';
import type { Episode } from './review-dates.ts';

/** A looked-after child return counts 1 April to 31 March; year 2026 ends in March 2026. */
export function returnYear(year: number): { from: Day; to: Day } {
	return { from: `${year - 1}-04-01`, to: `${year}-03-31` };
}

/** The return year a day falls in. */
export function returnYearOf(day: Day): number {
	const year = Number(day.slice(0, 4));
	return day.slice(5) < '04-01' ? year : year + 1;
}

/** The most reviews of one child that a return takes. */
export const MOST_REVIEWS = 52;
/** The longest CHILD that a return takes. */
export const LONGEST_CHILD = 10;

export type Severity = 'error' | 'warning' | 'note';
export type ReviewColumn = 'CHILD' | 'DOB' | 'REVIEW' | 'REVIEW_CODE';
export type NeededTable = 'header' | 'episodes';

/**
 * Every rule on rows of reviews. Numbers and INT are the Department's published ids; the others are ours, for what no
 * published rule catches. `needs` is the table without which a rule is not checked.
 */
export const REVIEW_RULES = {
	'166': { severity: 'error', column: 'REVIEW' },
	'167': { severity: 'error', column: 'REVIEW_CODE' },
	'399': { severity: 'error', column: 'REVIEW', needs: 'episodes' },
	'440': { severity: 'error', column: 'REVIEW_CODE' },
	'441': { severity: 'error', column: 'REVIEW_CODE' },
	'1012': { severity: 'error', column: 'CHILD', needs: 'episodes' },
	INT08: { severity: 'error', column: 'CHILD', needs: 'header' },
	INT17: { severity: 'error', column: 'DOB', needs: 'header' },
	'child-blank': { severity: 'error', column: 'CHILD' },
	'child-too-long': { severity: 'error', column: 'CHILD' },
	'dob-blank': { severity: 'error', column: 'DOB' },
	'dob-impossible': { severity: 'error', column: 'DOB' },
	'pn0-on-fourth-birthday': { severity: 'error', column: 'REVIEW_CODE' },
	'before-care': { severity: 'error', column: 'REVIEW', needs: 'episodes' },
	'after-care': { severity: 'error', column: 'REVIEW', needs: 'episodes' },
	'outside-return-year': { severity: 'error', column: 'REVIEW' },
	'in-future': { severity: 'error', column: 'REVIEW' },
	'cancelled-meeting': { severity: 'error', column: 'REVIEW' },
	'exact-duplicate': { severity: 'error', column: 'REVIEW' },
	'two-codes-one-day': { severity: 'error', column: 'REVIEW_CODE' },
	'too-many-reviews': { severity: 'error', column: 'REVIEW' },
	'no-review-yet': { severity: 'warning', column: 'CHILD', needs: 'episodes' },
	'copied-to-siblings': { severity: 'warning', column: 'REVIEW_CODE' },
	'code-normalised': { severity: 'note', column: 'REVIEW_CODE' },
	'date-normalised': { severity: 'note', column: 'REVIEW' }
} as const satisfies Record<string, { severity: Severity; column: ReviewColumn; needs?: NeededTable }>;

export type ReviewRuleId = keyof typeof REVIEW_RULES;

/** One row, read. A field is undefined when it is blank or could not be read; what was written stays in `text`. */
export interface ReviewRow {
	child: string;
	bornOn: Day | undefined;
	reviewOn: Day | undefined;
	code: ParticipationCode | undefined;
	/** What the file says. Without it the row comes from our own records: nothing to normalise, undefined is blank. */
	text?: { dob: string; review: string; code: string };
	/** The meeting was called off. */
	cancelled?: boolean;
}

export interface ReviewEpisode extends Episode {
	/** SSDA903 LS; V3 and V4 are short breaks. */
	legalStatus?: string | null | undefined;
}

/** All rows of one child, in the order of the file, with what the other tables say of the child. */
export interface ChildReviews {
	child: string;
	/** Undefined when no Header table was given, null when the child is not in it. */
	header?: { bornOn: Day | undefined } | null | undefined;
	/** Undefined when no Episodes table was given, empty when the child is not in it. */
	episodes?: readonly ReviewEpisode[] | undefined;
	reviews: readonly ReviewRow[];
}

export interface CheckContext {
	/** The day in London: later reviews have not been held. */
	today: Day;
	holidays: ReadonlySet<Day>;
	/** The return being made; leave out on import, where a file may hold several years. */
	returnYear?: number;
	/**
	 * `ssd`: rows of the Standard Safeguarding Dataset. Days are written `YYYY-MM-DD` there, a person's id may be longer
	 * than CHILD, and a review still to come has neither day nor code. Default: `ssda903`.
	 */
	layout?: 'ssda903' | 'ssd';
}

export interface Finding {
	rule: ReviewRuleId;
	severity: Severity;
	column: ReviewColumn;
	/** Index in `reviews`; undefined when it is about the child and no one row. */
	row: number | undefined;
	/** What was written there, days as the return writes them; empty when nothing was. */
	value: string;
	/** For the sentence. Days are `YYYY-MM-DD`. */
	params: Record<string, string | number>;
}

/** The rules that could not be checked because a table was not given: to report once, as holding nothing up. */
export function rulesNotChecked(given: Record<NeededTable, boolean>): ReviewRuleId[] {
	return (Object.keys(REVIEW_RULES) as ReviewRuleId[]).filter((id) => {
		const rule = REVIEW_RULES[id];
		return 'needs' in rule && !given[rule.needs];
	});
}

/** True when all a child has is short breaks (V3, V4): such a child has no reviews in the return. */
export function shortBreaksOnly(episodes: readonly ReviewEpisode[]): boolean {
	return episodes.length > 0 && episodes.every(({ legalStatus }) => /^\s*V[34]\s*$/i.test(legalStatus ?? ''));
}

/** True when an episode reaches into the return year. */
export function inReturnYear(episode: Episode, year: number): boolean {
	const { from, to } = returnYear(year);
	return episode.startedOn <= to && (!episode.endedOn || episode.endedOn >= from);
}

/** Puts a rule's finding on a row together. */
export function findingOn(
	rule: ReviewRuleId,
	row: ReviewRow,
	index: number | undefined,
	params: Finding['params'] = {},
	column: ReviewColumn = REVIEW_RULES[rule].column
): Finding {
	return { rule, severity: REVIEW_RULES[rule].severity, column, row: index, value: written(row, column), params };
}

function written({ child, bornOn, reviewOn, code, text }: ReviewRow, column: ReviewColumn): string {
	if (column === 'CHILD') return child;
	if (column === 'DOB') return text?.dob ?? (bornOn ? slashed(bornOn) : '');
	if (column === 'REVIEW') return text?.review ?? (reviewOn ? slashed(reviewOn) : '');
	return text?.code ?? code ?? '';
}
