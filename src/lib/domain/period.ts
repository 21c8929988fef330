import { addDays, addMonths, isDay, type Day } from './day.ts';
import { returnYear, returnYearOf } from './ssda903.ts';

/** Both days included. */
export interface Period {
	from: Day;
	to: Day;
}

/** The periods people ask for, seen from a day. Quarters are those of the return year: April to June and so on. */
export function usualPeriods(today: Day): {
	'this-return-year': Period;
	'last-return-year': Period;
	'last-quarter': Period;
} {
	const year = returnYearOf(today);
	return {
		'this-return-year': returnYear(year),
		'last-return-year': returnYear(year - 1),
		'last-quarter': lastQuarter(today)
	};
}

function lastQuarter(today: Day): Period {
	const month = Number(today.slice(5, 7));
	const thisOne = addMonths(`${today.slice(0, 7)}-01`, -((month - 1) % 3));
	return { from: addMonths(thisOne, -3), to: addDays(thisOne, -1) };
}

/** The period somebody typed, or undefined: not two days of the calendar, or the wrong way round. */
export function periodOf(from: unknown, to: unknown): Period | undefined {
	return isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}
