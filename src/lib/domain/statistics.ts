import { AGE_BANDS, type AgeBand } from './day.ts';
import { ATTENDED, PARTICIPATION_CODES, VIEWS_CONVEYED, type ParticipationCode } from './participation.ts';

export interface FigureRow {
	id: string;
	numerator: number;
	denominator: number;
	/** Null when there is nothing to take a share of. */
	percent: string | null;
}

export interface Exclusion {
	/** Why they are not in the base. */
	reason: string;
	count: number;
}

/** One published number with everything needed to check it. */
export interface Figure extends FigureRow {
	/** Locale key of the base in words. */
	base: string;
	exclusions: Exclusion[];
	/** `parts`: the rows add up to the base. `groups`: each row is a group with a base of its own; the bases add up. */
	rowsAre: 'parts' | 'groups';
	rows: FigureRow[];
}

/** So many held reviews with one code (null: none was recorded) of children in one age band on the review day. */
export interface CountedReviews {
	code: ParticipationCode | null;
	ageBand: AgeBand;
	count: number;
}

/** The row of reviews without a participation code. They are shown, never dropped and never taken for PN7. */
export const MISSING = 'missing';

/** The share as a percentage with one decimal, half rounded up, by whole numbers only. Undefined when the base is nought. */
export function percent(numerator: number, denominator: number): string | undefined {
	if (![numerator, denominator].every((count) => Number.isSafeInteger(count) && count >= 0)) {
		throw new RangeError(`not counts: ${numerator} of ${denominator}`);
	}
	if (denominator === 0) return undefined;
	const base = BigInt(denominator);
	const tenths = (BigInt(numerator) * 2000n + base) / (base * 2n);
	return `${tenths / 10n}.${tenths % 10n}`;
}

export function figureRow(id: string, numerator: number, denominator: number): FigureRow {
	return { id, numerator, denominator, percent: percent(numerator, denominator) ?? null };
}

/** A figure from rows that are groups: its numerator and base are theirs together. */
export function groupFigure(id: string, base: string, rows: FigureRow[], exclusions: Exclusion[] = []): Figure {
	const whole = figureRow(id, sum(rows, 'numerator'), sum(rows, 'denominator'));
	return { ...whole, base, exclusions: counted(exclusions), rowsAre: 'groups', rows };
}

/** A figure from rows that are parts of one base: its numerator is what is known of it, all but the missing. */
export function partFigure(
	id: string,
	base: string,
	parts: { id: string; count: number }[],
	exclusions: Exclusion[] = []
): Figure {
	const whole = sum(parts, 'count');
	const known = sum(parts, 'count', (part) => part.id !== MISSING);
	const rows = parts.map((part) => figureRow(part.id, part.count, whole));
	return { ...figureRow(id, known, whole), base, exclusions: counted(exclusions), rowsAre: 'parts', rows };
}

/** Held reviews by participation code, on all held reviews, those without a code among them. */
export function participationTable(reviews: readonly CountedReviews[], id = 'participation-codes'): Figure {
	const parts = [...PARTICIPATION_CODES, null].map((code) => ({
		id: code ?? MISSING,
		count: sum(reviews, 'count', (row) => row.code === code)
	}));
	return partFigure(id, 'statistics:bases.reviews-held', parts);
}

/** The participation table of each age band by itself, ids `participation-codes-5-9` and so on. */
export function participationTablesByAge(reviews: readonly CountedReviews[]): Figure[] {
	return AGE_BANDS.map((band) =>
		participationTable(
			reviews.filter(({ ageBand }) => ageBand === band),
			`participation-codes-${band}`
		)
	);
}

/** How the reviews with each code divide over the age bands, ids `age-within-PN1` and so on. */
export function ageWithinCodes(reviews: readonly CountedReviews[]): Figure[] {
	return PARTICIPATION_CODES.map((code) => {
		const parts = AGE_BANDS.map((band) => ({
			id: band as string,
			count: sum(reviews, 'count', (row) => row.code === code && row.ageBand === band)
		}));
		return partFigure(`age-within-${code}`, 'statistics:bases.reviews-held-with-code', parts);
	});
}

/**
 * Reviews that the child's views reached, by age band, of reviews held at four and over; a review without a code is
 * in the base. PN4, there without a word, counts only on request, under an id of its own.
 */
export function viewsConveyed(reviews: readonly CountedReviews[], { countPn4 = false } = {}): Figure {
	if (!countPn4) return fromFour('views-conveyed', reviews, VIEWS_CONVEYED);
	return fromFour('views-conveyed-with-pn4', reviews, new Set([...VIEWS_CONVEYED, 'PN4' as const]));
}

/** Reviews that the child came to, PN1 to PN4, by age band, of reviews held at four and over. */
export function attended(reviews: readonly CountedReviews[]): Figure {
	return fromFour('attended', reviews, ATTENDED);
}

function fromFour(id: string, reviews: readonly CountedReviews[], codes: ReadonlySet<ParticipationCode>): Figure {
	const rows = AGE_BANDS.slice(1).map((band) => {
		const inBand = reviews.filter(({ ageBand }) => ageBand === band);
		const counts = sum(inBand, 'count', ({ code }) => code !== null && codes.has(code));
		return figureRow(band, counts, sum(inBand, 'count'));
	});
	const under4 = sum(reviews, 'count', ({ ageBand }) => ageBand === '0-3');
	return groupFigure(id, 'statistics:bases.reviews-held-from-four', rows, [{ reason: 'under-4', count: under4 }]);
}

const counted = (exclusions: Exclusion[]) => exclusions.filter(({ count }) => count > 0);

function sum<K extends string, R extends Record<K, number>>(
	rows: readonly R[],
	field: K,
	where: (row: R) => boolean = () => true
): number {
	return rows.reduce((total, row) => (where(row) ? total + row[field] : total), 0);
}
