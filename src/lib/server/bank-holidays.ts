import Calendar from 'date-holidays';
import type { Day } from '#lib/domain/day.ts';
import type { Holidays } from '#lib/domain/working-days.ts';

const england = new Calendar('GB', 'ENG');

/** The library keeps the spring bank holiday of the Diamond Jubilee's year in May; it was moved to 4 June. */
const MOVED: Partial<Record<number, { from: Day; to: Day }>> = { 2012: { from: '2012-05-28', to: '2012-06-04' } };

/**
 * England's bank holidays of a year, Good Friday and Christmas Day among them, in order. A holiday on a weekend is
 * there, and so is the day given instead of it.
 */
export function bankHolidays(year: number): Day[] {
	const moved = MOVED[year];
	return england
		.getHolidays(year)
		.filter(({ type }) => type === 'public')
		.map(({ date }) => date.slice(0, 10))
		.map((day) => (day === moved?.from ? moved.to : day))
		.sort();
}

/** Looks a year up when one of its days is first asked about. */
class EveryYear extends Set<Day> {
	readonly #known = new Set<string>();

	override has(day: Day): boolean {
		const year = day.slice(0, 4);
		if (!this.#known.has(year)) {
			this.#known.add(year);
			for (const holiday of bankHolidays(Number(year))) this.add(holiday);
		}
		return super.has(day);
	}
}

const everyYear = new EveryYear();

/** England's bank holidays of all years, to ask whether a day is one. */
export const holidays = (): Holidays => everyYear;
