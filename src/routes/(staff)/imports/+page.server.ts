import { fail, redirect } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as imports from '#lib/server/imports/from-page.ts';

// Files, a report and two buttons: no script is sent.
export const csr = false;

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const id = url.searchParams.get('files');
	const found = id === null ? undefined : await imports.found(scope, id);
	return { found, gone: id !== null && !found, shown: imports.SHOWN };
}

export const actions = {
	look: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const chosen = (await request.formData()).getAll('files').filter((value) => typeof value !== 'string');
		const looked = await imports.look(scope, chosen);
		if ('refused' in looked) return fail(422, looked);
		redirect(303, `/imports?files=${looked.id}`);
	},

	take: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const form = await request.formData();
		const id = String(form.get('id') ?? '');
		await imports.take(scope, id, form.get('rows') === 'good');
		redirect(303, `/imports?files=${encodeURIComponent(id)}`);
	}
};
