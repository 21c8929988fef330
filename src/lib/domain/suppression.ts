import { MISSING, type Figure, type FigureRow } from './statistics.ts';

export interface SuppressionRule {
	/** Counts from 1 to one less than this are hidden. */
	hideBelow: number;
	/** Percentages of a smaller base are hidden. */
	percentFrom: number;
}

/** What holds for everything published until an authority chooses stricter. */
export const SUPPRESSION: SuppressionRule = { hideBelow: 5, percentFrom: 10 };

/** Null where hidden. */
export interface SafeRow {
	id: string;
	numerator: number | null;
	denominator: number | null;
	percent: string | null;
}
export interface SafeFigure extends SafeRow {
	base: string;
	rowsAre: Figure['rowsAre'];
	exclusions: { reason: string; count: number | null }[];
	rows: SafeRow[];
	/** How many rows are hidden, so that a page can say so. */
	hidden: number;
}

/**
 * A figure fit to publish. A row with a count from 1 to 4 is hidden, and so is one whose rest is (97 of 100 gives 3
 * away); then the next smallest rows with them, until subtracting the visible rows from the totals leaves several
 * rows to guess between and no small count. Noughts stay. Where that cannot be reached all rows are hidden, noughts
 * too, and of the totals only a base that is not small stays.
 * This protects one figure: two that share cells need the same rows hidden before they are put side by side.
 */
export function suppress(figure: Figure, rule: SuppressionRule = SUPPRESSION): SafeFigure {
	const cells = figure.rows.map((row) => cellsOf(figure, row));
	const hidden = hiddenRows(cells, rule);
	const none = hidden === undefined || (figure.rowsAre === 'groups' && isSmall(restOf(figure), rule));
	const denominator = isSmall([figure.denominator], rule) ? null : figure.denominator;
	const rows = figure.rows.map((row, i) => {
		if (!none && !hidden.has(i)) return safeRow(row, rule);
		return { id: row.id, numerator: null, denominator: figure.rowsAre === 'parts' ? denominator : null, percent: null };
	});
	const open = !none && !rows.some(({ id, numerator }) => id === MISSING && numerator === null);
	const { id, base, rowsAre } = figure;
	return {
		...(open ? safeRow(figure, rule) : { id, numerator: null, percent: null }),
		denominator,
		base,
		rowsAre,
		exclusions: figure.exclusions.map(({ reason, count }) => ({
			reason,
			count: isSmall([count], rule) ? null : count
		})),
		rows,
		hidden: rows.filter(({ numerator }) => numerator === null).length
	};
}

const restOf = ({ numerator, denominator }: FigureRow) => [numerator, denominator - numerator];
/** What a row gives away: a part its count; a group its numerator and what is left of its base. */
const cellsOf = (figure: Figure, row: FigureRow) => (figure.rowsAre === 'parts' ? [row.numerator] : restOf(row));
const isSmall = (cells: readonly number[], { hideBelow }: SuppressionRule) =>
	cells.some((count) => count > 0 && count < hideBelow);
const total = (cells: readonly number[]) => cells.reduce((sum, count) => sum + count, 0);

/** Which rows to hide; undefined when even all of them are not enough. */
function hiddenRows(cells: readonly number[][], rule: SuppressionRule): Set<number> | undefined {
	const hidden = new Set(cells.flatMap((row, i) => (isSmall(row, rule) ? [i] : [])));
	if (hidden.size === 0) return hidden;
	const next = cells
		.map((row, i) => ({ i, size: total(row) }))
		.filter(({ i, size }) => size > 0 && !hidden.has(i))
		.sort((a, b) => a.size - b.size);
	while (
		!isProtected(
			[...hidden].map((i) => cells[i]!),
			rule
		)
	) {
		const smallest = next.shift();
		if (!smallest) return undefined;
		hidden.add(smallest.i);
	}
	return hidden;
}

/**
 * Whether the hidden rows hold against somebody who subtracts the visible ones from the totals: at least two, their
 * columns together not small, and enough in all that each could be as large as a count that is not hidden (two
 * hidden rows that add up to 2 can only be 1 and 1).
 */
function isProtected(rows: readonly (readonly number[])[], rule: SuppressionRule): boolean {
	const columns = rows[0]!.map((_, column) => total(rows.map((row) => row[column]!)));
	return rows.length > 1 && !isSmall(columns, rule) && total(columns) >= rows.length - 1 + rule.hideBelow;
}

function safeRow({ id, numerator, denominator, percent }: FigureRow, rule: SuppressionRule): SafeRow {
	return { id, numerator, denominator, percent: denominator >= rule.percentFrom ? percent : null };
}
