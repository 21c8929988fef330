import { AGE_BANDS, ageBand, type AgeBand } from '#lib/domain/day.ts';
import {
	figureRow,
	groupFigure,
	partFigure,
	type Exclusion,
	type Figure,
	type FigureRow
} from '#lib/domain/statistics.ts';
import type { Counted } from './held.ts';

/** A figure, and for one whose rows are parts the same of each age band in which there is anybody. */
export type AgedFigure = Figure & { byAge?: { band: AgeBand; figure: Figure }[] };

export const total = (groups: readonly Counted[]): number => groups.reduce((sum, { count }) => sum + count, 0);

const inBand = <G extends Counted>(groups: readonly G[], band: AgeBand): G[] =>
	groups.filter(({ age }) => ageBand(age) === band);

/** Reasons and counts; what left nothing out is not mentioned. */
export const leftOut = (counts: Record<string, number>): Exclusion[] =>
	Object.entries(counts).flatMap(([reason, count]) => (count ? [{ reason, count }] : []));

const baseKey = (base: string) => `statistics:bases.${base}`;

/** How many of a base are counted, row by row the age bands in which there is anybody. */
export function byAgeFigure(
	id: string,
	base: string,
	of: readonly Counted[],
	counted: readonly Counted[],
	excluded: Record<string, number> = {}
): Figure {
	const rows = AGE_BANDS.map((band) => figureRow(band, total(inBand(counted, band)), total(inBand(of, band))));
	return groupFigure(
		id,
		baseKey(base),
		rows.filter(({ denominator }) => denominator),
		leftOut(excluded)
	);
}

/** Rows that have a base each, under one base in words. */
export const groupsFigure = (
	id: string,
	base: string,
	rows: FigureRow[],
	excluded: Record<string, number> = {}
): Figure => groupFigure(id, baseKey(base), rows, leftOut(excluded));

interface Parts<G extends Counted> {
	base: string;
	of: readonly G[];
	/** Each row, in order, and the part of the base it is. */
	parts: readonly string[];
	partOf: (group: G) => string;
	/** The rows that make the numerator. */
	counted: readonly string[];
	excluded?: Record<string, number>;
}

/** A base divided into parts, and the same for each age band. */
export function partsFigure<G extends Counted>(id: string, given: Parts<G>): AgedFigure {
	const bands = AGE_BANDS.map((band) => ({ band, of: inBand(given.of, band) })).filter(({ of }) => total(of));
	const byAge = bands.map(({ band, of }) => ({
		band,
		figure: divide(`${id}-${band}`, { ...given, of, excluded: {} })
	}));
	return { ...divide(id, given), byAge };
}

function divide<G extends Counted>(id: string, { base, of, parts, partOf, counted, excluded = {} }: Parts<G>): Figure {
	const rows = parts.map((part) => ({ id: part, count: total(of.filter((group) => partOf(group) === part)) }));
	const numerator = rows.reduce((sum, { id: part, count }) => (counted.includes(part) ? sum + count : sum), 0);
	return { ...partFigure(id, baseKey(base), rows, leftOut(excluded)), ...figureRow(id, numerator, total(of)) };
}
