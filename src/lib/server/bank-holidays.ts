import Calendar from 'date-holidays';
import { addMonths, type Day } from '#lib/domain/day.ts';
import type { Holidays } from '#lib/domain/working-days.ts';

const england = new Calendar('GB', 'ENG');

/** The library keeps the spring bank holiday of the Diamond Jubilee's year in May; it was moved to 4 June. */
const MOVED: Partial<Record<number, { from: Day; to: Day }>> = { 2012: { from: '2012-05-28', to: '2012-06-04' } };

const years = new Map<number, Day[]>();

/**
 * England's bank holidays of a year, Good Friday and Christmas Day among them, in order. A holiday on a weekend is
 * there, and so is the day given instead of it.
 */
export function bankHolidays(year: number): Day[] {
	const known = years.get(year);
	if (known) return known;
	const moved = MOVED[year];
	const holidays = england
		.getHolidays(year)
		.filter(({ type }) => type === 'public')
		.map(({ date }) => date.slice(0, 10))
		.map((day) => (day === moved?.from ? moved.to : day))
		.sort();
	years.set(year, holidays);
	return holidays;
}

/** The bank holidays that can matter to dates between two days: a year more at either end. */
export function holidaysBetween(from: Day, to: Day): Holidays {
	const [first, last] = [Number(addMonths(from, -12).slice(0, 4)), Number(addMonths(to, 12).slice(0, 4))];
	const all = Array.from({ length: last - first + 1 }, (_, i) => bankHolidays(first + i));
	return new Set(all.flat());
}
