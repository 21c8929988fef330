import { addDays, dayNumber, londonDay, type Day } from './day.ts';
import type { Holidays } from './working-days.ts';

/** When somebody is at work: days of the week, Monday is 1, and a time of day in England, 'HH:MM' to 'HH:MM' ('24:00' at most). */
export interface WorkingHours {
	days: readonly number[];
	from: string;
	to: string;
}

/** A moment, ISO 8601 in UTC. */
type Moment = string;

const MINUTE = 60_000;
const WALL = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/London',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});

/** Milliseconds of one day's work, from when to when; undefined on a day without. */
function workOn(day: Day, hours: WorkingHours, holidays: Holidays): [from: number, to: number] | undefined {
	if (!hours.days.includes(weekday(day)) || holidays.has(day)) return undefined;
	return [inEngland(day, hours.from), inEngland(day, hours.to)];
}

/** 1 for Monday to 7 for Sunday. 1 January 1970 was a Thursday. */
const weekday = (day: Day): number => ((dayNumber(day) + 3) % 7) + 1;

/** The moment it is a time of day in England. One that the clocks skip in spring is the hour before. */
function inEngland(day: Day, time: string): number {
	if (time === '24:00') return inEngland(addDays(day, 1), '00:00');
	const asUtc = Date.parse(`${day}T${time}:00Z`);
	return londonDay(iso(asUtc)) === day && WALL.format(asUtc) === time ? asUtc : asUtc - 60 * MINUTE;
}

const iso = (at: number): Moment => new Date(at).toISOString();

/** True while somebody is at work. */
export function isWorkingTime(at: Moment, hours: WorkingHours, holidays: Holidays): boolean {
	const work = workOn(londonDay(at), hours, holidays);
	return work !== undefined && Date.parse(at) >= work[0] && Date.parse(at) < work[1];
}

/** Minutes of work between two moments, as a clock on the wall of the office would count them; nought when the second is earlier. */
export function workingMinutesBetween(from: Moment, to: Moment, hours: WorkingHours, holidays: Holidays): number {
	const [start, end] = [Date.parse(from), Date.parse(to)];
	let total = 0;
	for (let day = londonDay(from); day <= londonDay(to); day = addDays(day, 1)) {
		const work = workOn(day, hours, holidays);
		if (work) total += Math.max(0, Math.min(end, work[1]) - Math.max(start, work[0]));
	}
	return Math.floor(total / MINUTE);
}

/** Beyond this nobody works any more: hours without a day. */
const FURTHEST = 60;

/** The moment at which so many minutes of work have passed. Undefined where the hours have no day that comes. */
export function addWorkingMinutes(
	from: Moment,
	minutes: number,
	hours: WorkingHours,
	holidays: Holidays
): Moment | undefined {
	let left = minutes * MINUTE;
	let day = londonDay(from);
	for (let tried = 0; tried < FURTHEST; tried++, day = addDays(day, 1)) {
		const work = workOn(day, hours, holidays);
		if (!work) continue;
		const start = Math.max(Date.parse(from), work[0]);
		if (start >= work[1]) continue;
		if (start + left <= work[1]) return iso(start + left);
		left -= work[1] - start;
	}
	return undefined;
}
