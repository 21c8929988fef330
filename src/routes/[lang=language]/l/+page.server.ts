import { fail, redirect } from '@sveltejs/kit';
import * as adults from '#lib/server/auth/adults.ts';
import { wordsFor } from '#lib/server/words.ts';

/** Where a message's link leads. Opening it changes nothing: its token is after a #, which no server sees. */
export const load = ({ locals }) => ({ wayIn: wordsFor(locals.language, ['way-in']) });

export const actions = {
	default: async ({ cookies, request, locals, getClientAddress }) => {
		const token = String((await request.formData()).get('token') ?? '').slice(0, 100);
		const result = await adults.enterWithLink(cookies, getClientAddress(), token);
		if ('right' in result) redirect(303, adults.doorOf(result.right, locals.language));
		if (result.refused === 'wrong') return fail(422, { error: 'link', minutes: 0 });
		return fail(429, { error: 'too-many', minutes: Math.ceil(result.seconds / 60) });
	}
};
