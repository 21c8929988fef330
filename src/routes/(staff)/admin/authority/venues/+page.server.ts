import { error, fail, redirect } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { typedIn } from '#lib/server/read-form.ts';
import * as venues from '#lib/server/venues.ts';

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	return {
		venues: await venues.list(scope, { ended: true }),
		kinds: venues.VENUE_KINDS,
		change: url.searchParams.get('change'),
		saved: url.searchParams.has('saved')
	};
}

export const actions = {
	save: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData());
		const text = (field: string) => typed[field]?.toString() ?? '';
		const done = await venues.save(scope, text('id') || null, {
			kind: text('kind'),
			name: text('name'),
			address: text('address'),
			accessible: text('accessible') === 'yes'
		});
		if (!done) error(404);
		if (done !== 'saved') return fail(422, { errors: done as Record<string, string>, typed });
		redirect(303, '/admin/authority/venues?saved');
	},
	offer: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData());
		if (!(await venues.offer(scope, String(typed.id ?? ''), typed.offered === 'yes'))) error(404);
		redirect(303, '/admin/authority/venues?saved');
	}
};
