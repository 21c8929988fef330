import { dayFromNumber, dayNumber, type Day } from './day.ts';

/** Bank holidays in England and Wales, Good Friday and Christmas Day among them. */
export type Holidays = ReadonlySet<Day>;

/** Not Saturday, Sunday, Good Friday, Christmas Day, Boxing Day or a bank holiday (reg 2, the 2010 Regulations). */
export function isWorkingDay(day: Day, holidays: Holidays): boolean {
	return isWorking(dayNumber(day), holidays);
}

/**
 * The n-th working day after a day, or before it when n is negative. The day itself is never counted;
 * nought gives it back as it is, working day or not.
 */
export function addWorkingDays(day: Day, n: number, holidays: Holidays): Day {
	const step = Math.sign(n);
	let number = dayNumber(day);
	for (let left = Math.abs(n); left > 0;) {
		number += step;
		if (isWorking(number, holidays)) left--;
	}
	return dayFromNumber(number);
}

/**
 * How many working days it takes to get from one day to another: the first is not counted, the last is.
 * Negative when the second is earlier, so that `addWorkingDays(from, workingDaysBetween(from, to))` is `to`
 * whenever `to` is a working day.
 */
export function workingDaysBetween(from: Day, to: Day, holidays: Holidays): number {
	const end = dayNumber(to);
	const step = from <= to ? 1 : -1;
	let count = 0;
	for (let number = dayNumber(from); number !== end;) {
		number += step;
		if (isWorking(number, holidays)) count += step;
	}
	return count;
}

// 1 January 1970 was a Thursday.
function isWorking(number: number, holidays: Holidays): boolean {
	const weekday = (((number + 4) % 7) + 7) % 7;
	return weekday !== 0 && weekday !== 6 && !holidays.has(dayFromNumber(number));
}
