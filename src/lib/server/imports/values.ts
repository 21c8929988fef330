import { dayFromNumber, fromSlashed, isDay, londonDay, type Day } from '#lib/domain/day.ts';

/** What databases and spreadsheets write for nothing. Exactly so: Null and None are also names. */
const NOTHING = new Set(['NULL', 'None', 'NaN', 'NaT', '#N/A', '<NA>']);
/** No cell we use is longer. */
export const LONGEST_VALUE = 500;
// eslint-disable-next-line no-control-regex -- these are what we look for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/;

/** The text of a cell without the space about it, in one line; undefined when it says nothing. */
export function readText(cell: string | undefined): string | undefined {
	const text = cell?.replace(/[\s\u00a0\u200b\ufeff]+/g, ' ').trim();
	return !text || NOTHING.has(text) ? undefined : text;
}

/** Has characters that no keyboard writes, such as the zero byte of a broken export. */
export const hasControl = (cell: string): boolean => CONTROL.test(cell);

export type ReadDay =
	/** `normalised`: written in a way that a return would not take. */
	| { day: Day; normalised: boolean }
	/** A stand-in for no date: 1 January 1900, or a year far ahead. */
	| { day: undefined; standIn: true }
	| { day: undefined; standIn: false };

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$/;
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?: (\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?: ?[AP]M)?)?$/i;
const NAMED = /^(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Day 0 of a spreadsheet, so that its 1 March 1900 and everything after is right. */
const SPREADSHEET_EPOCH = -25_569;

/**
 * A date as extracts write it: dd/mm/yyyy (or with full stops or dashes), ISO with or without a time, a month's name,
 * a spreadsheet's number of days, yyyymmdd. A time with a zone is the day it was in London. Day before month, always.
 */
export function readDay(text: string): ReadDay {
	const found = isoDay(text) ?? slashedDay(text) ?? namedDay(text) ?? numberDay(text);
	if (!found) return { day: undefined, standIn: false };
	const { day } = found;
	if (day === '1900-01-01' || day === '1899-12-30' || day >= '2100') return { day: undefined, standIn: true };
	return day < '1900' ? { day: undefined, standIn: false } : found;
}

type Found = { day: Day; normalised: boolean } | undefined;

function isoDay(text: string): Found {
	const [, day, time, zone] = ISO.exec(text) ?? [];
	if (!day || !isDay(day) || (time && !isTime(time))) return undefined;
	if (!zone) return { day, normalised: false };
	const moment = `${day}T${time!.replace(',', '.')}${zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`;
	return Number.isNaN(Date.parse(moment)) ? undefined : { day: londonDay(moment), normalised: false };
}

function slashedDay(text: string): Found {
	const [, date, , month, year, time] = SLASHED.exec(text) ?? [];
	if (!date || (time && !isTime(time))) return undefined;
	const day = fromSlashed(`${date}/${month}/${year}`);
	return day ? { day, normalised: !/^\d{2}\/\d{2}\/\d{4}(?: |$)/.test(text) } : undefined;
}

const isTime = (time: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d([.,]\d+)?)?$/.test(time);

function namedDay(text: string): Found {
	const [, date, name, year] = NAMED.exec(text) ?? [];
	const month = name ? MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1 : 0;
	const day = month ? fromSlashed(`${date}/${month}/${year}`) : undefined;
	return day ? { day, normalised: true } : undefined;
}

/** Five digits are a spreadsheet's days (18 May 1927 to 31 December 2099), eight are yyyymmdd. */
function numberDay(text: string): Found {
	const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
	if (year) {
		const day = `${year}-${month}-${date}`;
		return isDay(day) ? { day, normalised: true } : undefined;
	}
	const days = /^\d{5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
	return days >= 10_000 && days <= 73_050
		? { day: dayFromNumber(days + SPREADSHEET_EPOCH), normalised: true }
		: undefined;
}

const YES = new Set(['y', 'yes', '1', 'true', 't', 'cancelled', 'canceled']);
const NO = new Set(['n', 'no', '0', 'false', 'f']);

/** Yes or no as extracts write it; undefined when it is neither. */
export function readFlag(text: string): boolean | undefined {
	const word = text.toLowerCase();
	return YES.has(word) ? true : NO.has(word) ? false : undefined;
}

/** M, F or another letter, from a return's numbers and from words. */
export function readSex(text: string): string {
	const word = text.toLowerCase();
	if (['1', 'm', 'male', 'boy'].includes(word)) return 'M';
	if (['2', 'f', 'female', 'girl'].includes(word)) return 'F';
	return /^[a-z]$/.test(word) ? word.toUpperCase() : 'U';
}
