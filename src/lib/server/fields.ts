import * as v from 'valibot';
import { isDay } from '#lib/domain/day.ts';
import { clean } from '#lib/forms/engine.ts';
import { LONGEST_WORDS } from '#lib/forms/types.ts';

/*
 * Fields of staff forms, for valibot. A field that was not posted is empty. The message of each check is its code:
 * `staff:errors.<code>`.
 */

const posted = v.optional(v.string(), '');

/** Words, cleaned of what no keyboard types; empty is ''. */
export const text = (longest = LONGEST_WORDS) => v.pipe(posted, v.transform(clean), v.maxLength(longest, 'too-long'));

/** Words, or null for none. */
export const optionalText = (longest = LONGEST_WORDS) =>
	v.pipe(
		text(longest),
		v.transform((words) => words || null)
	);

/** One of a list. */
export const pick = <T extends string>(list: readonly T[]) => v.pipe(posted, v.picklist(list, 'choose-one'));

/** One of a list, or null for none of them. */
export const optionalPick = <T extends string>(list: readonly T[]) =>
	v.pipe(
		posted,
		v.transform((value) => value || null),
		v.nullable(v.picklist(list, 'choose-one'))
	);

/** A day of the calendar. */
export const day = () =>
	v.pipe(
		posted,
		v.check((value) => isDay(value), 'not-a-day')
	);

/** A day, or null. */
export const optionalDay = () =>
	v.pipe(
		posted,
		v.check((value) => value === '' || isDay(value), 'not-a-day'),
		v.transform((value) => value || null)
	);

/** 'HH:MM', or null. */
export const optionalTime = () =>
	v.pipe(
		posted,
		v.check((value) => value === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(value), 'not-a-time'),
		v.transform((value) => value || null)
	);
