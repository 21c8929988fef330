import { fail, redirect } from '@sveltejs/kit';
import { RETENTION, RETENTION_KINDS, type RetentionKind } from '#lib/domain/retention.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { retentionChosen, saveRetention } from '#lib/server/authority-settings.ts';
import { typedIn } from '#lib/server/read-form.ts';

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const chosen = await retentionChosen(scope);
	return {
		kinds: RETENTION_KINDS.map((kind) => ({
			kind,
			chosen: chosen[kind] === null ? '' : String(chosen[kind]),
			usual: RETENTION[kind].years,
			from: RETENTION[kind].from,
			statutory: RETENTION[kind].statutory
		})),
		saved: url.searchParams.has('saved')
	};
}

export const actions = {
	default: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData());
		const years = RETENTION_KINDS.map((kind) => [kind, String(typed[kind] ?? '')]);
		const done = await saveRetention(scope, Object.fromEntries(years) as Record<RetentionKind, string>);
		if (done !== 'saved') return fail(422, { errors: done, typed });
		redirect(303, '/admin/authority/retention?saved');
	}
};
