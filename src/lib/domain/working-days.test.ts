import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFromNumber } from './day.ts';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from './working-days.ts';

const EASTER_2026 = new Set(['2026-04-03', '2026-04-06']);
const CHRISTMAS_2026 = new Set(['2026-12-25', '2026-12-28', '2027-01-01']);

describe('working days', () => {
	test('leave out weekends and the holidays they are given', () => {
		expect(isWorkingDay('2026-04-02', EASTER_2026)).toBe(true);
		expect(isWorkingDay('2026-04-03', EASTER_2026)).toBe(false);
		expect(isWorkingDay('2026-04-04', EASTER_2026)).toBe(false);
		expect(isWorkingDay('2026-04-05', EASTER_2026)).toBe(false);
		expect(isWorkingDay('2026-04-06', new Set())).toBe(true);
		expect(isWorkingDay('1969-12-28', new Set())).toBe(false);
	});

	test.each([
		['2026-04-02', 1, EASTER_2026, '2026-04-07'],
		['2026-03-09', 20, EASTER_2026, '2026-04-08'],
		['2026-12-24', 5, CHRISTMAS_2026, '2027-01-05'],
		['2026-04-07', -1, EASTER_2026, '2026-04-02'],
		['2026-04-04', 0, EASTER_2026, '2026-04-04']
	])('%s and %i of them', (day, n, holidays, expected) => {
		expect(addWorkingDays(day, n, holidays)).toBe(expected);
	});

	test('counted there and back agree', () => {
		const day = fc.integer({ min: 18_000, max: 25_000 }).map(dayFromNumber);
		const holidays = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 20 });
		fc.assert(
			fc.property(day, fc.integer({ min: -60, max: 60 }), holidays, (from, n, offsets) => {
				const off = new Set(offsets.map((offset) => addDays(from, offset - 45)));
				const to = addWorkingDays(from, n, off);
				expect(workingDaysBetween(from, to, off)).toBe(n);
				expect(n === 0 || isWorkingDay(to, off)).toBe(true);
			})
		);
	});
});
