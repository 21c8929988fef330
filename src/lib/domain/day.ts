/** A calendar day, `'YYYY-MM-DD'`: no clock and no zone. Days sort and compare as strings. */
export type Day = string;

export const AGE_BANDS = ['0-3', '4', '5-9', '10-15', '16-17', '18+'] as const;
/** Age in whole years on the review day, as the published tables group it. */
export type AgeBand = (typeof AGE_BANDS)[number];

const DAY_MS = 86_400_000;
const LONDON = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

/** Days since 1 January 1970. UTC throughout, so the machine's zone cannot move a day. */
export function dayNumber(day: Day): number {
	return Date.parse(`${day}T00:00:00Z`) / DAY_MS;
}

/** The opposite of `dayNumber`. */
export function dayFromNumber(number: number): Day {
	return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** True for a day that is in the calendar, written in full: not 30 February, not `2026-4-1`. */
export function isDay(value: unknown): value is Day {
	if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
	const number = dayNumber(value);
	return !Number.isNaN(number) && dayFromNumber(number) === value;
}

export function addDays(day: Day, days: number): Day {
	return dayFromNumber(dayNumber(day) + days);
}

/** The same day of another month, or that month's last day where it is shorter: 31 August + 6 is the last of February. */
export function addMonths(day: Day, months: number): Day {
	const [year, month, date] = parts(day);
	const index = year * 12 + (month - 1) + months;
	const toYear = Math.floor(index / 12);
	const toMonth = (index % 12) + 1;
	return dayOf(toYear, toMonth, Math.min(date, daysInMonth(toYear, toMonth)));
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return dayNumber(to) - dayNumber(from);
}

/** The day someone turns `age`. Born on 29 February, that is 1 March in a year without one. */
export function birthday(bornOn: Day, age: number): Day {
	const [year, month, date] = parts(bornOn);
	const turns = year + age;
	return date > daysInMonth(turns, month) ? dayOf(turns, 3, 1) : dayOf(turns, month, date);
}

/** Age in whole years on a day; negative before birth. A year older on the birthday itself. */
export function ageOn(day: Day, bornOn: Day): number {
	const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4));
	return day.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** The band of an age in whole years, as the published statistics cut it; under-fours and four-year-olds apart. */
export function ageBand(age: number): AgeBand {
	if (age < 4) return '0-3';
	if (age === 4) return '4';
	if (age < 10) return '5-9';
	if (age < 16) return '10-15';
	return age < 18 ? '16-17' : '18+';
}

/** A day as returns and letters write it: `dd/mm/yyyy`, zero-padded. */
export function slashed(day: Day): string {
	return `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;
}

/** Reads `dd/mm/yyyy`, padded or not. Undefined when it is not a day in the calendar. */
export function fromSlashed(text: string): Day | undefined {
	const match = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text);
	if (!match) return undefined;
	const day = `${match[3]}-${match[2]!.padStart(2, '0')}-${match[1]!.padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
}

/** The calendar day it was in London at a moment (ISO). Throws when it is not a moment. */
export function londonDay(moment: string): Day {
	return fromSlashed(LONDON.format(new Date(moment)))!;
}

function parts(day: Day): [year: number, month: number, date: number] {
	return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))];
}

function dayOf(year: number, month: number, date: number): Day {
	return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
}

function daysInMonth(year: number, month: number): number {
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	return month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}
