import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as days from './day.ts';

const anyDay = fc.integer({ min: -25_000, max: 60_000 }).map(days.dayFromNumber);

describe('a day', () => {
	test.each(['2026-04-01', '2024-02-29', '1999-12-31'])('%s is in the calendar', (day) => {
		expect(days.isDay(day)).toBe(true);
	});

	test.each([
		'2026-02-29',
		'2026-02-30',
		'2026-4-1',
		'2026-13-01',
		'01/04/2026',
		'2026-04-01T00:00:00Z',
		'',
		20260401,
		null
	])('%s is not one', (value) => expect(days.isDay(value)).toBe(false));

	test('moves by days, over months, years and the night the clocks change', () => {
		expect(days.addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(days.addDays('2026-01-01', -1)).toBe('2025-12-31');
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
				expect(days.daysBetween(day, days.addDays(day, n))).toBe(n);
			})
		);
	});

	test.each([
		['2026-08-31', 6, '2027-02-28'],
		['2023-08-31', 6, '2024-02-29'],
		['2026-11-30', 3, '2027-02-28'],
		['2026-01-31', 1, '2026-02-28'],
		['2026-05-31', -3, '2026-02-28'],
		['2026-12-15', 1, '2027-01-15'],
		['2026-01-15', -1, '2025-12-15'],
		['2026-03-15', -15, '2024-12-15']
	])('%s and %i months is %s', (day, months, expected) => {
		expect(days.addMonths(day, months)).toBe(expected);
	});

	test('by months keeps the date of the month or stops at its last day', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -240, max: 240 }), (day, n) => {
				const moved = days.addMonths(day, n);
				expect(days.isDay(moved)).toBe(true);
				const kept = moved.slice(8) === day.slice(8);
				expect(kept || days.addDays(moved, 1).endsWith('-01')).toBe(true);
			})
		);
	});

	test('is written and read as returns write it', () => {
		expect(days.slashed('2026-04-01')).toBe('01/04/2026');
		expect(days.fromSlashed('1/4/2026')).toBe('2026-04-01');
		expect(days.fromSlashed('31/02/2026')).toBeUndefined();
		expect(days.fromSlashed('2026-04-01')).toBeUndefined();
		fc.assert(
			fc.property(anyDay, (day) => {
				expect(days.fromSlashed(days.slashed(day))).toBe(day);
			})
		);
	});

	test('in London is not the day in Greenwich for an hour of a summer night', () => {
		expect(days.londonDay('2026-07-01T23:30:00.000Z')).toBe('2026-07-02');
		expect(days.londonDay('2026-01-01T23:30:00.000Z')).toBe('2026-01-01');
		expect(() => days.londonDay('yesterday')).toThrow(RangeError);
	});
});

describe('age', () => {
	test.each([
		['2026-03-09', '2022-03-10', 3],
		['2026-03-10', '2022-03-10', 4],
		['2026-02-28', '2020-02-29', 5],
		['2026-03-01', '2020-02-29', 6],
		['2024-02-28', '2020-02-29', 3],
		['2024-02-29', '2020-02-29', 4],
		['2022-03-09', '2022-03-10', -1]
	])('on %s of a child born %s is %i', (day, bornOn, age) => {
		expect(days.ageOn(day, bornOn)).toBe(age);
	});

	test('is reached on the birthday and not the day before', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: 0, max: 25 }), (bornOn, age) => {
				const turns = days.birthday(bornOn, age);
				expect(days.ageOn(turns, bornOn)).toBe(age);
				expect(days.ageOn(days.addDays(turns, -1), bornOn)).toBe(age - 1);
			})
		);
	});

	test('falls in the bands of the published tables', () => {
		const bands = [0, 3, 4, 5, 9, 10, 15, 16, 17, 18, 24].map(days.ageBand);
		expect(bands).toEqual(['0-3', '0-3', '4', '5-9', '5-9', '10-15', '10-15', '16-17', '16-17', '18+', '18+']);
	});
});
