import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AgeBand } from './day.ts';
import { PARTICIPATION_CODES, type ParticipationCode } from './participation.ts';
import * as statistics from './statistics.ts';

const published = (name: string) =>
	readFileSync(new URL(`../../../tests/fixtures/published/${name}`, import.meta.url), 'utf8')
		.trim()
		.split(/\r?\n/)
		.slice(1)
		.map((line) => line.split(','));

const codes = published('participation-codes.csv').map(([code, reviews, percent]) => ({
	code: code as ParticipationCode,
	count: Number(reviews),
	percent: percent!
}));
/** The published table, the children of four and over spread thinly over the bands. */
const year: statistics.CountedReviews[] = codes.flatMap(({ code, count }): statistics.CountedReviews[] => {
	if (code === 'PN0') return [{ code, count, ageBand: '0-3' }];
	const third = Math.floor(count / 3);
	return [
		{ code, count: third, ageBand: '4' },
		{ code, count: third, ageBand: '10-15' },
		{ code, count: count - 2 * third, ageBand: '16-17' }
	];
});

describe('the published year of 823 reviews', () => {
	test('gives every printed percentage, and they are not forced to 100', () => {
		const table = statistics.participationTable(year);
		expect(table.denominator).toBe(823);
		for (const { code, count, percent } of codes) {
			expect(table.rows).toContainEqual({ id: code, numerator: count, denominator: 823, percent });
		}
		const sum = codes.reduce((total, { percent }) => total + Number(percent) * 10, 0);
		expect(Math.round(sum)).toBe(999);
	});

	test('gives views conveyed 94.8 %, with PN4 95.5 %, and attended 85.9 %, of 716 at four and over', () => {
		expect(statistics.viewsConveyed(year)).toMatchObject({
			id: 'views-conveyed',
			numerator: 679,
			denominator: 716,
			percent: '94.8',
			exclusions: [{ reason: 'under-4', count: 107 }]
		});
		expect(statistics.viewsConveyed(year, { countPn4: true })).toMatchObject({
			numerator: 684,
			denominator: 716,
			percent: '95.5'
		});
		expect(statistics.attended(year)).toMatchObject({ numerator: 615, denominator: 716, percent: '85.9' });
	});
});

test('the published shares of ages within a code', () => {
	for (const [code, young, middle, old, ...percents] of published('age-within-code.csv')) {
		const counts = { '5-9': Number(young), '10-15': Number(middle), '16-17': Number(old) };
		const rows = Object.entries(counts).map(([band, count]) => ({
			code: code as ParticipationCode,
			ageBand: band as AgeBand,
			count
		}));
		const figure = statistics.ageWithinCodes(rows).find(({ id }) => id === `age-within-${code}`)!;
		expect(Object.keys(counts).map((band) => figure.rows.find(({ id }) => id === band)!.percent)).toEqual(percents);
	}
});

describe('a percentage', () => {
	test.each([
		[1, 8, '12.5'],
		[1, 16, '6.3'],
		[1, 2000, '0.1'],
		[1, 2001, '0.0'],
		[999, 2000, '50.0'],
		[0, 7, '0.0'],
		[7, 7, '100.0'],
		[2, 3, '66.7']
	])('of %i in %i is %s', (numerator, denominator, expected) => {
		expect(statistics.percent(numerator, denominator)).toBe(expected);
	});

	test('of nothing is no percentage', () => {
		expect(statistics.percent(0, 0)).toBeUndefined();
		expect(statistics.figureRow('a', 0, 0).percent).toBeNull();
		expect(() => statistics.percent(-1, 5)).toThrow(RangeError);
		expect(() => statistics.percent(0.5, 5)).toThrow(RangeError);
	});

	test('is never further than half a tenth from the true share, and a tie goes up', () => {
		const count = fc.integer({ min: 0, max: 1_000_000_000 });
		fc.assert(
			fc.property(count, count, (a, b) => {
				const [numerator, denominator] = [Math.min(a, b), Math.max(a, b, 1)];
				const tenths = BigInt(statistics.percent(numerator, denominator)!.replace('.', ''));
				const twice = 2n * (tenths * BigInt(denominator) - 1000n * BigInt(numerator));
				expect(twice > -BigInt(denominator) && twice <= BigInt(denominator)).toBe(true);
			})
		);
	});
});

describe('figures from any year', () => {
	const reviews = fc.array(
		fc.record({
			code: fc.constantFrom(...PARTICIPATION_CODES, null),
			ageBand: fc.constantFrom<AgeBand>('0-3', '4', '5-9', '10-15', '16-17', '18+'),
			count: fc.nat(500)
		}),
		{ maxLength: 30 }
	);

	test('count every review once: codes and missing add up to the base, age bands to the whole', () => {
		fc.assert(
			fc.property(reviews, (rows) => {
				const held = rows.reduce((total, { count }) => total + count, 0);
				const table = statistics.participationTable(rows);
				expect(table.rows.reduce((total, row) => total + row.numerator, 0)).toBe(held);
				const byAge = statistics.participationTablesByAge(rows);
				expect(byAge.reduce((total, figure) => total + figure.denominator, 0)).toBe(held);
				const views = statistics.viewsConveyed(rows);
				expect(views.denominator + (views.exclusions[0]?.count ?? 0)).toBe(held);
			})
		);
	});

	test('show a missing code as missing: in the base, not in the count, never as PN7', () => {
		const rows: statistics.CountedReviews[] = [
			{ code: 'PN1', ageBand: '5-9', count: 6 },
			{ code: null, ageBand: '5-9', count: 2 }
		];
		const table = statistics.participationTable(rows);
		expect(table).toMatchObject({ numerator: 6, denominator: 8, percent: '75.0' });
		expect(table.rows.find(({ id }) => id === 'missing')).toMatchObject({ numerator: 2, percent: '25.0' });
		expect(table.rows.find(({ id }) => id === 'PN7')).toMatchObject({ numerator: 0 });
		expect(statistics.viewsConveyed(rows)).toMatchObject({ numerator: 6, denominator: 8, exclusions: [] });
	});
});
