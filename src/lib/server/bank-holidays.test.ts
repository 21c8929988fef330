import { describe, expect, test } from 'vitest';
import { isWorkingDay } from '#lib/domain/working-days.ts';
import { bankHolidays, holidays } from './bank-holidays.ts';

// As published at gov.uk/bank-holidays for England and Wales: month and day, weekend days themselves left out.
const PUBLISHED: Record<number, string> = {
	2012: '01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26',
	2020: '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28',
	2021: '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28',
	2022: '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27',
	2023: '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26',
	2024: '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26',
	2025: '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26',
	2026: '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28',
	2027: '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28',
	2028: '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'
};

const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe('bank holidays in England', () => {
	test.each(Object.entries(PUBLISHED))('of %s are the published ones', (year, published) => {
		const onWeekdays = bankHolidays(Number(year)).filter((day) => !weekend(day));
		expect(onWeekdays.map((day) => day.slice(5)).join(' ')).toBe(published);
	});

	test('the Monday after a Boxing Day on a Saturday is no working day, the Tuesday is', () => {
		expect(isWorkingDay('2026-12-28', holidays())).toBe(false);
		expect(isWorkingDay('2026-12-29', holidays())).toBe(true);
	});

	test('are known in any year asked about', () => {
		expect(['1999-12-25', '2027-01-01', '2031-12-26', '2031-12-24'].map((day) => holidays().has(day))).toEqual([
			true,
			true,
			true,
			false
		]);
	});
});
