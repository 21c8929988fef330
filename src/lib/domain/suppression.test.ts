import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { figureRow, groupFigure, partFigure, type Figure } from './statistics.ts';
import { suppress, type SafeFigure, type SafeRow } from './suppression.ts';

const parts = (counts: number[]): Figure =>
	partFigure(
		'codes',
		'base',
		counts.map((count, i) => ({ id: i === counts.length - 1 ? 'missing' : `row-${i}`, count }))
	);
const groups = (pairs: [counted: number, rest: number][]): Figure =>
	groupFigure(
		'views',
		'base',
		pairs.map(([counted, rest], i) => figureRow(`row-${i}`, counted, counted + rest))
	);
const shown = (figure: SafeFigure) => figure.rows.map(({ numerator }) => numerator);

describe('what is published of a small count', () => {
	test('is nothing, and the next smallest goes with it', () => {
		const safe = suppress(parts([40, 3, 12, 0, 30, 0]));
		expect(shown(safe)).toEqual([40, null, null, 0, 30, 0]);
		expect(safe).toMatchObject({ numerator: 85, denominator: 85, hidden: 2 });
		expect(safe.rows[1]).toEqual({ id: 'row-1', numerator: null, denominator: 85, percent: null });
	});

	test('two ones are not left to be guessed from their sum', () => {
		expect(shown(suppress(parts([40, 1, 1, 9, 0])))).toEqual([40, null, null, null, 0]);
	});

	test('is nothing at all where the whole is small, the total included', () => {
		const safe = suppress(parts([3, 0, 0]));
		expect(safe).toMatchObject({ numerator: null, denominator: null, percent: null });
		expect(shown(safe)).toEqual([null, null, null]);
		expect(suppress(parts([1, 1, 1, 1, 1]))).toMatchObject({ numerator: null, denominator: 5, hidden: 5 });
	});

	test('a hidden number of missing codes is not given back by the number of known ones', () => {
		expect(suppress(parts([40, 20, 10, 2]))).toMatchObject({ numerator: null, percent: null, denominator: 72 });
	});

	test('a group is hidden for its rest too: 97 of 100 says three', () => {
		const safe = suppress(
			groups([
				[97, 3],
				[50, 40],
				[60, 60]
			])
		);
		expect(shown(safe)).toEqual([null, null, 60]);
		expect(safe).toMatchObject({ numerator: 207, denominator: 310 });
		expect(
			suppress(
				groups([
					[98, 2],
					[50, 0]
				])
			)
		).toMatchObject({ numerator: null, percent: null, denominator: 150 });
	});

	test('a percentage of fewer than ten is hidden, its counts are not', () => {
		const [row] = suppress(
			groups([
				[0, 9],
				[20, 20]
			])
		).rows;
		expect(row).toEqual({ id: 'row-0', numerator: 0, denominator: 9, percent: null });
	});

	test('an exclusion of a few is hidden, and nothing is where nothing is small', () => {
		const figure = groupFigure('views', 'base', [figureRow('all', 20, 30)], [{ reason: 'under-4', count: 2 }]);
		expect(suppress(figure).exclusions).toEqual([{ reason: 'under-4', count: null }]);
		expect(suppress(figure)).toMatchObject({ numerator: 20, percent: '66.7', hidden: 0 });
	});

	test('an authority may be stricter', () => {
		const stricter = suppress(parts([40, 8, 30, 0]), { hideBelow: 10, percentFrom: 50 });
		expect(shown(stricter)).toEqual([40, null, null, 0]);
	});
});

/** All ways to write `total` as `terms` whole numbers of at least `least`. */
function* splits(total: number, terms: number, least: number): Generator<number[]> {
	if (terms === 1) {
		if (total >= least) yield [total];
		return;
	}
	for (let first = least; first <= total - (terms - 1) * least; first++) {
		for (const rest of splits(total - first, terms - 1, least)) yield [first, ...rest];
	}
}

const isSmall = (count: number | null) => count !== null && count > 0 && count < 5;
const isHidden = ({ numerator }: SafeRow) => numerator === null;
const known = (rows: SafeRow[], of: (row: SafeRow) => number) =>
	rows.filter((row) => !isHidden(row)).reduce((total, row) => total + of(row), 0);

describe('somebody who subtracts what is shown from the totals', () => {
	test('cannot tell any small part, nor even be sure that it is small', () => {
		const counts = fc.array(fc.oneof(fc.nat(6), fc.nat(30)), { minLength: 1, maxLength: 5 });
		fc.assert(
			fc.property(counts, (given) => {
				const safe = suppress(parts(given));
				expect(safe.rows.some(({ numerator }) => isSmall(numerator))).toBe(false);
				const total = safe.denominator;
				const hidden = safe.rows.filter(isHidden).length;
				if (total === null || hidden === 0) return;
				// A nought is shown unless everything is hidden.
				const least = hidden === given.length ? 0 : 1;
				const guesses = [...splits(total - known(safe.rows, ({ numerator }) => numerator!), hidden, least)];
				for (let i = 0; i < hidden; i++) {
					const possible = new Set(guesses.map((guess) => guess[i]!));
					expect(possible.size).toBeGreaterThan(1);
					expect(Math.max(...possible)).toBeGreaterThanOrEqual(5);
				}
			}),
			{ numRuns: 500 }
		);
	});

	test('cannot tell any small count of a group or of its rest', () => {
		const pair = fc.tuple(fc.oneof(fc.nat(6), fc.nat(14)), fc.oneof(fc.nat(6), fc.nat(14)));
		fc.assert(
			fc.property(fc.array(pair, { minLength: 1, maxLength: 4 }), (pairs) => {
				const safe = suppress(groups(pairs));
				for (const row of [safe, ...safe.rows]) {
					expect(isSmall(row.numerator) || isSmall(row.denominator)).toBe(false);
					expect(isSmall(row.numerator === null ? null : row.denominator! - row.numerator)).toBe(false);
				}
				const hidden = safe.rows.flatMap((row, i) => (isHidden(row) ? [i] : []));
				if (safe.numerator === null || hidden.length === 0) return;
				const counted = safe.numerator - known(safe.rows, ({ numerator }) => numerator!);
				const rest = safe.denominator! - safe.numerator - known(safe.rows, (row) => row.denominator! - row.numerator!);
				hidden.forEach((row, i) => {
					const possible = possibleGroups(counted, rest, hidden.length, i);
					if (isSmall(pairs[row]![0])) expect(possible.counted.size).toBeGreaterThan(1);
					if (isSmall(pairs[row]![1])) expect(possible.rest.size).toBeGreaterThan(1);
				});
			}),
			{ numRuns: 300 }
		);
	});
});

/** What one of the hidden groups can be, when all that is known is what they add up to and that none is empty. */
function possibleGroups(counted: number, rest: number, terms: number, i: number) {
	const possible = { counted: new Set<number>(), rest: new Set<number>() };
	const rests = [...splits(rest, terms, 0)];
	for (const first of splits(counted, terms, 0)) {
		const second = rests.find((guess) => guess.every((count, at) => count + first[at]! > 0));
		if (second) possible.counted.add(first[i]!);
	}
	for (const second of rests) {
		for (const first of splits(counted, terms, 0)) {
			if (!first.every((count, at) => count + second[at]! > 0)) continue;
			possible.rest.add(second[i]!);
			break;
		}
	}
	return possible;
}
