import { addMonths } from '#lib/domain/day.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { today } from '#lib/server/clock.ts';
import { formatDay } from '#lib/server/format.ts';
import * as retention from '#lib/server/retention.ts';

/** What is removed in so many months is shown. */
const MONTHS = 24;
const MOST = 500;

const short = (day: string) => formatDay(day, ENGLISH, 'short');
/** Whose it is; messages have the day they were written on. */
const nameOf = ({ kind, id, name }: retention.Removal) => (kind === 'messages' ? short(id) : (name ?? id));

export async function load({ locals }) {
	const { scope } = locals.entered as EnteredStaff;
	const all = await retention.plan(scope, addMonths(today(), MONTHS));
	return {
		months: MONTHS,
		total: all.length,
		removals: all.slice(0, MOST).map((one) => ({ ...one, on: short(one.on), name: nameOf(one) }))
	};
}
