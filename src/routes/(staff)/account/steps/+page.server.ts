import { fail, redirect } from '@sveltejs/kit';
import { clean } from '#lib/forms/engine.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as factors from '#lib/server/auth/factors.ts';
import * as recoveryCodes from '#lib/server/auth/recovery-codes.ts';
import { beginToAdd } from '#lib/server/auth/set-up.ts';
import { formatMoment } from '#lib/server/format.ts';

const own = ({ entered }: App.Locals) => entered as EnteredStaff;
const LONGEST_NAME = 60;

export async function load({ locals }) {
	const { scope, staff } = own(locals);
	const all = await factors.list(scope, staff.id);
	return {
		steps: all.map(({ id, kind, name, createdAt, lastUsedAt }) => ({
			id,
			kind,
			name,
			added: formatMoment(createdAt, undefined, 'stamp'),
			used: lastUsedAt && formatMoment(lastUsedAt, undefined, 'stamp')
		})),
		codesLeft: await recoveryCodes.left(scope, staff.id)
	};
}

export const actions = {
	rename: async ({ locals, request }) => {
		const { scope, staff } = own(locals);
		const posted = await request.formData();
		const name = clean(String(posted.get('name') ?? '')).slice(0, LONGEST_NAME);
		if (!name) return fail(422, { wrong: 'name' });
		await factors.rename(scope, staff.id, String(posted.get('id') ?? ''), name);
		redirect(303, '/account/steps');
	},
	remove: async ({ locals, request }) => {
		const { scope, staff } = own(locals);
		const result = await factors.remove(scope, staff.id, String((await request.formData()).get('id') ?? ''));
		if (result === 'last') return fail(422, { wrong: 'last' });
		redirect(303, '/account/steps');
	},
	codes: async ({ locals, cookies }) => {
		const { scope, staff } = own(locals);
		await beginToAdd(cookies, scope, staff.id, true);
		redirect(303, '/account/codes');
	}
};
