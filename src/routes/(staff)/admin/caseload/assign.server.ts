import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isDay } from '#lib/domain/day.ts';
import * as assignments from '#lib/server/assignments.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { list } from '#lib/server/caseload-list.ts';
import { answerQuery, readQuery } from '#lib/server/caseload-query.ts';
import { typedIn, type Typed } from '#lib/server/read-form.ts';

/** What `to` says for nobody: an empty choice is none. */
const NOBODY = 'nobody';

/** Gives the chosen children, or all that the list shows, to somebody from a day on. */
export async function assign({ locals, request, url }: RequestEvent) {
	const { scope } = locals.entered as EnteredStaff;
	const typed = typedIn(await request.formData(), ['child']);
	const query = readQuery(url.searchParams);
	const childIds =
		typed.all === 'yes' ? answerQuery(await list(scope, query.role), query).ids : [typed.child ?? []].flat();
	const read = readAssignment(typed);
	if ('errors' in read) return fail(422, { ...read, typed });
	const done = await assignments.assign(scope, { ...read, childIds, role: query.role });
	if (done !== 'done') return fail(422, { errors: { [AT[done.refused]]: done.refused as string }, typed });
	const there = new URL(
		String(typed.back ?? '').startsWith('/admin/caseload') ? String(typed.back) : '/admin/caseload',
		url
	);
	there.searchParams.set('moved', String(childIds.length));
	redirect(303, there.pathname + there.search);
}

/** The box a refusal is about. */
export const AT: Record<assignments.AssignRefusal, string> = {
	'nobody-chosen': 'child',
	'no-such-staff': 'to',
	'in-the-past': 'on',
	'ends-before': 'until'
};

/** To whom, from when and how long; or what is wrong with it. */
export function readAssignment(typed: Typed) {
	const [to, on, until] = ['to', 'on', 'until'].map((field) => String(typed[field] ?? '')) as [string, string, string];
	const errors: Record<string, string> = {};
	if (!to) errors.to = 'choose-one';
	if (!isDay(on)) errors.on = 'not-a-day';
	if (until && !isDay(until)) errors.until = 'not-a-day';
	if (Object.keys(errors).length) return { errors };
	return { to: to === NOBODY ? null : to, on, until: until || null };
}
