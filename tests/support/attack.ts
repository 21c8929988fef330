import type { SafeFigure } from '#lib/domain/suppression.ts';

/** One number that is known or looked for: how often it counts each kind of thing. */
export interface Sum {
	counts: readonly number[];
	value: number;
}

/** From least to most. */
export type Range = [least: number, most: number];

/**
 * What somebody with all published tables can work out: the numbers of things of each kind are whole and not negative,
 * and each published number is a sum of them. Elimination finds every number that follows from others by adding and
 * subtracting; going round the sums, what each leaves to its parts, finds what follows from nothing being negative.
 * Returns between what and what each looked-for sum must lie.
 */
export function attack(known: readonly Sum[], looked: readonly (readonly number[])[]): Range[] {
	if (!looked.length) return [];
	const kinds = looked[0]!.length;
	// Each looked-for number is a kind of its own that equals its sum.
	const columns = kinds + looked.length;
	const rows = distinct([
		...known.map(({ counts, value }) => [...counts, ...looked.map(() => 0), value]),
		...looked.map((counts, i) => [...counts, ...looked.map((_, j) => (i === j ? -1 : 0)), 0])
	]);
	const ranges: Range[] = Array.from({ length: columns }, () => [0, Infinity]);
	const sums = distinct([...rows, ...eliminated(rows, columns)]);
	for (let again = true; again;) {
		again = false;
		for (const sum of sums) while (narrow(sum, ranges)) again = true;
	}
	return ranges.slice(kinds);
}

/** Each sum once: the same number stands in several tables. */
const distinct = (rows: readonly number[][]): number[][] => [...new Map(rows.map((row) => [row.join(), row])).values()];

/** The same sums in reduced form: kinds are taken out of all but one row each, those looked for last. */
function eliminated(given: readonly number[][], columns: number): number[][] {
	const rows = given.map((row) => [...row]);
	let top = 0;
	for (let column = 0; column < columns && top < rows.length; column++) {
		const pivot = rows.findIndex((row, i) => i >= top && Math.abs(row[column]!) > 1e-9);
		if (pivot < 0) continue;
		[rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!];
		const by = rows[top]![column]!;
		rows[top] = rows[top]!.map((value) => value / by);
		for (let i = 0; i < rows.length; i++) {
			const times = rows[i]![column]!;
			if (i !== top && Math.abs(times) > 1e-9) rows[i] = rows[i]!.map((value, j) => value - times * rows[top]![j]!);
		}
		top++;
	}
	return rows.slice(0, top);
}

/** Narrows each kind of one sum by what the others leave it; true when that changed anything. */
function narrow(sum: readonly number[], ranges: Range[]): boolean {
	const value = sum.at(-1)!;
	const terms = sum.slice(0, -1).flatMap((times, kind) => (Math.abs(times) > 1e-9 ? [{ times, kind }] : []));
	const at = ({ times, kind }: (typeof terms)[number], end: 0 | 1) => times * ranges[kind]![times > 0 ? end : 1 - end]!;
	// Kept apart from how many are without limit: one that is leaves the others no limit, but itself one.
	const bounds = ([0, 1] as const).map((end) => {
		const values = terms.map((term) => at(term, end));
		return {
			finite: values.filter(Number.isFinite).reduce((a, b) => a + b, 0),
			endless: values.filter((v) => !Number.isFinite(v)).length
		};
	});
	const others = (term: (typeof terms)[number], end: 0 | 1) => {
		const { finite, endless } = bounds[end]!;
		const own = at(term, end);
		const without = Number.isFinite(own) ? { finite: finite - own, endless } : { finite, endless: endless - 1 };
		return without.endless ? (end ? Infinity : -Infinity) : without.finite;
	};
	for (const term of terms) {
		const limits = [(value - others(term, 1)) / term.times, (value - others(term, 0)) / term.times];
		const range = ranges[term.kind]!;
		const least = Math.max(range[0], Math.ceil(Math.min(...limits) - 1e-6));
		const most = Math.min(range[1], Math.floor(Math.max(...limits) + 1e-6));
		if (least <= range[0] && most >= range[1]) continue;
		ranges[term.kind] = [least, most];
		return true; // the bounds above are no longer the latest
	}
	return false;
}

/** Every number of some figures with its place, hidden ones as null. */
export const numbersOf = (figures: readonly SafeFigure[]): { at: string; value: number | null }[] =>
	figures.flatMap((figure, i) => [
		{ at: `${i} numerator`, value: figure.numerator },
		{ at: `${i} denominator`, value: figure.denominator },
		...figure.exclusions.map(({ reason, count }) => ({ at: `${i} excluded ${reason}`, value: count })),
		...figure.rows.flatMap(({ id, numerator, denominator }) => [
			{ at: `${i} ${id} numerator`, value: numerator },
			{ at: `${i} ${id} denominator`, value: denominator }
		])
	]);
