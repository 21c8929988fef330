import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attack, numbersOf, type Range } from '../../../tests/support/attack.ts';
import { AGE_BANDS } from './day.ts';
import { PARTICIPATION_CODES } from './participation.ts';
import {
	attended,
	participationTable,
	participationTablesByAge,
	viewsConveyed,
	type CountedReviews,
	type Figure
} from './statistics.ts';
import { suppress, suppressTogether, type SafeFigure } from './suppression.ts';

/** Everything about participation that an authority may publish, side by side. */
const published = (reviews: CountedReviews[]): Figure[] => [
	participationTable(reviews),
	...participationTablesByAge(reviews),
	viewsConveyed(reviews),
	viewsConveyed(reviews, { countPn4: true }),
	attended(reviews)
];

const KINDS = [...PARTICIPATION_CODES, null].flatMap((code) => AGE_BANDS.map((ageBand) => ({ code, ageBand })));
/** Many kinds with nobody, some with a few, some with many: as in a real authority's year. */
const population = fc
	.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(6), fc.nat(60)), {
		minLength: KINDS.length,
		maxLength: KINDS.length
	})
	.map((counts): CountedReviews[] => KINDS.map((kind, i) => ({ ...kind, count: counts[i]! })));

const plain = (figures: Figure[]): SafeFigure[] => figures.map((figure) => ({ ...figure, hidden: 0 }));
/** What each number counts: the same figures of each kind alone. */
const ALONE = KINDS.map((kind) => numbersOf(plain(published([{ ...kind, count: 1 }]))));
const COUNTS = ALONE.map((numbers) => new Map(numbers.map(({ at, value }) => [at, value ?? 0])));
const countsAt = (at: string) => COUNTS.map((numbers) => numbers.get(at) ?? 0);

/** The small numbers that are hidden, and between what and what they must lie for somebody who has the rest. */
function found(reviews: CountedReviews[], safe: SafeFigure[]): { at: string; value: number; range: Range }[] {
	const numbers = numbersOf(safe);
	const truth = new Map(numbersOf(plain(published(reviews))).map(({ at, value }) => [at, value!]));
	const known = numbers.flatMap(({ at, value }) => (value === null ? [] : [{ counts: countsAt(at), value }]));
	const looked = numbers.flatMap(({ at, value }) => {
		const really = truth.get(at)!;
		return value === null && really > 0 && really < 5 ? [{ at, value: really, counts: countsAt(at) }] : [];
	});
	const ranges = attack(
		known,
		looked.map(({ counts }) => counts)
	);
	return looked.map(({ at, value }, i) => ({ at, value, range: ranges[i]! }));
}
const isTold = ({ range: [least, most] }: { range: Range }) => least === most || most < 5;

test('small numbers: in 1,000 populations nobody finds a hidden one, with all published tables and a solver', () => {
	let looked = 0;
	fc.assert(
		fc.property(population, (reviews) => {
			const safe = suppressTogether(reviews, published);
			for (const number of numbersOf(safe))
				expect(number.value === null || number.value === 0 || number.value >= 5, number.at).toBe(true);
			const all = found(reviews, safe);
			looked += all.length;
			expect(all.filter(isTold)).toEqual([]);
		}),
		{ numRuns: 1000 }
	);
	expect(looked).toBeGreaterThan(1000);
});

test('the solver finds them where each table is only safe by itself', () => {
	const samples = fc.sample(population, { numRuns: 30, seed: 7 });
	const given = samples.flatMap((reviews) =>
		found(
			reviews,
			published(reviews).map((figure) => suppress(figure))
		).filter(isTold)
	);
	expect(given.length).toBeGreaterThan(0);
	for (const { value, range } of given) {
		expect(value).toBeGreaterThanOrEqual(range[0]);
		expect(value).toBeLessThanOrEqual(range[1]);
	}
});

test('something is left to read: the national shape of a year keeps most of its rows', () => {
	const shape = [40, 300, 25, 60, 8, 70, 22, 3, 1];
	const reviews = KINDS.map((kind, i) => ({
		...kind,
		count: Math.round((shape[Math.floor(i / AGE_BANDS.length)]! * [2, 0, 1, 3, 6, 2][i % AGE_BANDS.length]!) / 6)
	}));
	const rows = suppressTogether(reviews, published).flatMap((figure) => figure.rows);
	const kept = rows.filter(({ numerator }) => numerator !== null).length;
	expect(kept / rows.length).toBeGreaterThan(0.5);
});
