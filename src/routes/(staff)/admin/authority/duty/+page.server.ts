import { fail, redirect } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as duty from '#lib/server/duty.ts';
import { typedIn } from '#lib/server/read-form.ts';
import * as staff from '#lib/server/staff.ts';

const lines = (list: readonly string[]) => list.join('\n');

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const set = await duty.of(scope);
	const people = (await staff.list(scope)).filter(({ state }) => state === 'active' || state === 'invited');
	return {
		set: {
			emails: lines(set.emails),
			phones: lines(set.phones),
			backupEmails: lines(set.backupEmails),
			backupStaffId: set.backupStaffId ?? '',
			worksOn: set.hours.days.map(String),
			worksFrom: set.hours.from,
			worksUntil: set.hours.to,
			escalateAfter: String(set.after),
			dayNumber: set.dayNumber ?? '',
			nightNumber: set.nightNumber ?? '',
			nightText: set.nightText ?? ''
		},
		people: people.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
		saved: url.searchParams.has('saved')
	};
}

export const actions = {
	default: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData(), ['worksOn']);
		const done = await duty.change(scope, typed);
		if (done !== 'changed') return fail(422, { errors: done.errors as Record<string, string>, typed });
		redirect(303, '/admin/authority/duty?saved');
	}
};
