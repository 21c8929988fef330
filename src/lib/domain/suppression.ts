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

/** Something counted: so many reviews that are alike in everything the figures look at. */
interface Counted {
	count: number;
}

/**
 * Figures fit to be published side by side, from what they count. Whatever is small is put together with something
 * else until no such block is small, and a number is shown only when it counts whole blocks. So however somebody
 * adds and subtracts the tables, all they can find is what whole blocks hold; which blocks, is chosen so that the
 * fewest rows are lost. Noughts stay.
 *
 * `figuresOf` makes the figures of any part of it: what a number counts is found by asking for the figures of one kind alone.
 */
export function suppressTogether<C extends Counted>(
	counted: readonly C[],
	figuresOf: (counted: C[]) => Figure[],
	rule: SuppressionRule = SUPPRESSION
): SafeFigure[] {
	const atoms = counted.filter(({ count }) => count > 0);
	const cells = cellsOf(
		figuresOf([...atoms]),
		atoms.map((atom) => figuresOf([{ ...atom, count: 1 }]))
	);
	const blocks = blocksOf(
		atoms.map(({ count }) => count),
		cells,
		rule
	);
	// What is left may be one block that is small all the same: then not even a nought is shown, it would say where the rest is.
	const all = !blocks.some((block) => isSmall(block, rule));
	const isShown = (figure: number, { row, what }: Asked) => {
		const cell = cells.find((one) => one.figure === figure && one.row === row && one.what === what)!;
		return (all || cell.atoms.size > 0) && blocks.every((block) => holds(cell, block) !== 'part');
	};
	return figuresOf([...atoms]).map((figure, at) => safeFigure(figure, (cell) => isShown(at, cell), rule));
}

/** One figure by itself, from its own counts. Two that share cells are safe together only by `suppressTogether`. */
export function suppress(figure: Figure, rule: SuppressionRule = SUPPRESSION): SafeFigure {
	const part = (row: number, of: 'counted' | 'rest', count: number) => ({ row, of, count });
	const atoms = figure.rows.flatMap(({ numerator, denominator }, row) =>
		figure.rowsAre === 'parts'
			? [part(row, 'counted', numerator)]
			: [part(row, 'counted', numerator), part(row, 'rest', denominator - numerator)]
	);
	const of = (some: typeof atoms): Figure[] => [rebuilt(figure, (row, what) => sum(some, row, what))];
	const [safe] = suppressTogether(atoms, of, rule);
	return { ...safe!, exclusions: safeExclusions(figure, rule) };
}

type Part = 'counted' | 'rest';
const sum = (some: readonly { row: number; of: Part; count: number }[], row: number, of: Part) =>
	some.reduce((total, atom) => (atom.row === row && atom.of === of ? total + atom.count : total), 0);

/** The same figure with other counts in its rows. */
function rebuilt(figure: Figure, count: (row: number, of: Part) => number): Figure {
	const counted = figure.rows.map((_, row) => count(row, 'counted'));
	const rest = figure.rows.map((_, row) => count(row, 'rest'));
	const whole = total(counted) + total(rest);
	const rows = figure.rows.map((row, i) => ({
		...row,
		numerator: counted[i]!,
		denominator: figure.rowsAre === 'parts' ? whole : counted[i]! + rest[i]!
	}));
	const known = total(counted.filter((_, i) => figure.rowsAre === 'groups' || figure.rows[i]!.id !== MISSING));
	return { ...figure, numerator: known, denominator: whole, rows };
}

const total = (counts: readonly number[]) => counts.reduce((whole, count) => whole + count, 0);

/** One number of a figure: of a row, or of the figure itself (row -1), or one of its exclusions. */
interface Cell {
	figure: number;
	row: number;
	what: 'numerator' | 'denominator' | 'exclusion';
	/** Which atoms it counts. */
	atoms: ReadonlySet<number>;
	/** What is lost with it: the figure's own numbers count for more than a row. */
	weight: number;
}

function cellsOf(figures: Figure[], alone: Figure[][]): Cell[] {
	return figures.flatMap((figure, at) => {
		const cell = (row: number, what: Cell['what'], weight: number): Cell => {
			const counts = (one: Figure) => numberIn(one, figure, row, what) > 0;
			const atoms = new Set(alone.flatMap((ones, atom) => (ones[at] && counts(ones[at]) ? [atom] : [])));
			return { figure: at, row, what, atoms, weight };
		};
		const rows = figure.rows.flatMap((_, row) => [cell(row, 'numerator', 1), cell(row, 'denominator', 1)]);
		const excluded = figure.exclusions.map((_, i) => cell(i, 'exclusion', 1));
		return [cell(-1, 'numerator', 3), cell(-1, 'denominator', 3), ...rows, ...excluded];
	});
}

/** A number of the figure of one atom alone, looked up by the row's id: a figure of fewer may leave rows out. */
function numberIn(one: Figure, whole: Figure, row: number, what: Cell['what']): number {
	if (what === 'exclusion')
		return one.exclusions.find(({ reason }) => reason === whole.exclusions[row]!.reason)?.count ?? 0;
	const found: FigureRow | undefined = row < 0 ? one : one.rows.find(({ id }) => id === whole.rows[row]!.id);
	return found?.[what] ?? 0;
}

interface Block {
	atoms: Set<number>;
	count: number;
}

/**
 * Small, or of several that are each at least one and together too few for any of them to be as large as a count that
 * is not hidden: two that add up to 2 can only be 1 and 1.
 */
const isSmall = ({ atoms, count }: Block, { hideBelow }: SuppressionRule) => count < atoms.size - 1 + hideBelow;

function blocksOf(counts: readonly number[], cells: readonly Cell[], rule: SuppressionRule): Block[] {
	const blocks: Block[] = counts.map((count, atom) => ({ atoms: new Set([atom]), count }));
	for (;;) {
		const small = blocks.filter((block) => isSmall(block, rule)).sort((a, b) => a.count - b.count)[0];
		if (!small || blocks.length === 1) return blocks;
		const others = blocks.filter((block) => block !== small);
		const whole = cells.filter((cell) => blocks.every((block) => holds(cell, block) !== 'part'));
		const cheapest = others
			.map((block) => ({ block, lost: lostBy(small, block, whole) }))
			.sort((a, b) => a.lost - b.lost || a.block.count - b.block.count)[0]!.block;
		for (const atom of small.atoms) cheapest.atoms.add(atom);
		cheapest.count += small.count;
		blocks.splice(blocks.indexOf(small), 1);
	}
}

/** What, of the numbers still shown, can no longer be once two blocks are one: what counts one of them and not the other. */
const lostBy = (one: Block, other: Block, shown: readonly Cell[]): number =>
	shown.reduce((lost, cell) => (holds(cell, one) === holds(cell, other) ? lost : lost + cell.weight), 0);

function holds(cell: Cell, block: Block): 'all' | 'none' | 'part' {
	let inside = 0;
	for (const atom of block.atoms) if (cell.atoms.has(atom)) inside++;
	return inside === 0 ? 'none' : inside === block.atoms.size ? 'all' : 'part';
}

type Asked = Pick<Cell, 'row' | 'what'>;

function safeFigure(figure: Figure, isShown: (cell: Asked) => boolean, rule: SuppressionRule): SafeFigure {
	const tiny = figure.denominator > 0 && figure.denominator < rule.hideBelow;
	const shown = (row: number, what: Asked['what']) => !tiny && isShown({ row, what });
	const safe = (row: FigureRow, at: number): SafeRow => {
		const denominator = shown(at, 'denominator') ? row.denominator : null;
		const both = denominator !== null && shown(at, 'numerator');
		const percent = both && row.denominator >= rule.percentFrom ? row.percent : null;
		// A group's base without its count says nothing, and its count without its base neither.
		return {
			id: row.id,
			numerator: both ? row.numerator : null,
			denominator: both || at < 0 || figure.rowsAre === 'parts' ? denominator : null,
			percent
		};
	};
	const rows = figure.rows.map(safe);
	const { base, rowsAre } = figure;
	return {
		...safe(figure, -1),
		base,
		rowsAre,
		exclusions: figure.exclusions.map(({ reason, count }, i) => ({
			reason,
			count: shown(i, 'exclusion') && !(count > 0 && count < rule.hideBelow) ? count : null
		})),
		rows,
		hidden: rows.filter(({ numerator }) => numerator === null).length
	};
}

function safeExclusions({ exclusions }: Figure, { hideBelow }: SuppressionRule): SafeFigure['exclusions'] {
	return exclusions.map(({ reason, count }) => ({ reason, count: count > 0 && count < hideBelow ? null : count }));
}
