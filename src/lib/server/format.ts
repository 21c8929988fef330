import { ENGLISH, type Language } from '#lib/i18n/languages.ts';
import { daysBetween, type Day } from '#lib/domain/day.ts';

/**
 * Days and moments in words, on the server only: browsers do not know every language, and a device's zone is not
 * England's. Always the Gregorian calendar, with the digits of the page's other numbers.
 */
const STYLES = {
	/** Tuesday 24 November 2026 */
	long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
	/** Tuesday 24 November */
	near: { weekday: 'long', day: 'numeric', month: 'long' },
	/** Tue 24 Nov */
	brief: { weekday: 'short', day: 'numeric', month: 'short' },
	/** 24 Nov 2026 */
	short: { day: 'numeric', month: 'short', year: 'numeric' },
	/** Tuesday 24 November at 14:05 */
	moment: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
	/** 24 Nov 2026, 14:05 */
	stamp: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
	/** 14:05 */
	time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayStyle = 'long' | 'near' | 'brief' | 'short';
export type MomentStyle = 'moment' | 'stamp' | 'time';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: keyof typeof STYLES, { tag }: Language): Intl.DateTimeFormat {
	const key = `${style} ${tag}`;
	let found = formats.get(key);
	if (!found) {
		found = new Intl.DateTimeFormat(`${tag}-u-ca-gregory-nu-latn`, { ...STYLES[style], timeZone: 'Europe/London' });
		formats.set(key, found);
	}
	return found;
}

/** Noon, so that no zone moves the day. */
const noon = (day: Day) => new Date(`${day}T12:00:00Z`);

/** A day in words: 'Tuesday 24 November 2026' unless another style is asked for. */
export const formatDay = (day: Day, language: Language = ENGLISH, style: DayStyle = 'long'): string =>
	plain(format(style, language).format(noon(day)), language);

/** A moment in England's time: 'Tuesday 24 November at 14:05' unless another style is asked for. */
export const formatMoment = (moment: string, language: Language = ENGLISH, style: MomentStyle = 'moment'): string =>
	plain(format(style, language).format(new Date(moment)), language);

/** A day with its year only when it is more than half a year from today: 'Tuesday 24 November'. */
export const formatNearDay = (day: Day, today: Day, language: Language = ENGLISH): string =>
	formatDay(day, language, Math.abs(daysBetween(today, day)) > 182 ? 'long' : 'near');

/** British dates are written without a comma after the weekday; which versions of the data put one differs. */
const plain = (text: string, { id }: Language): string =>
	id === ENGLISH.id ? text.replace(/^(\p{L}+),/u, '$1') : text;
