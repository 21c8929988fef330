import { fail, redirect } from '@sveltejs/kit';
import { enterWithCode } from '#lib/server/auth/enter.ts';
import { readCode } from '#lib/server/auth/tokens.ts';

export function load({ url, locals }) {
	const entered = locals.entered?.kind === 'participant';
	return { again: url.searchParams.has('again'), no: url.searchParams.has('no'), entered };
}

export const actions = {
	default: async ({ cookies, request, locals, getClientAddress }) => {
		const typed = String((await request.formData()).get('code') ?? '').slice(0, 100);
		const result = await enterWithCode(cookies, getClientAddress(), typed);
		if ('refused' in result) {
			const minutes = result.refused === 'too-many' ? Math.ceil(result.seconds / 60) : 0;
			// What was typed by hand is given back to be put right; what came with an address is not shown.
			const shown = typed.length <= 20 || readCode(typed) ? typed : '';
			return fail(result.refused === 'too-many' ? 429 : 422, { error: result.refused, minutes, typed: shown });
		}
		const { audience, language, enteredAt } = result.consultation;
		const door = audience === 'child' ? 'my' : 'c/message';
		redirect(303, `/${(enteredAt && language) || locals.language.id}/${door}`);
	}
};
