import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { homeOf } from '#lib/server/access.ts';
import { enteredStaff, signIn } from '#lib/server/auth/enter.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	const entered = await enteredStaff(cookies);
	if (entered) redirect(303, homeOf(entered.staff.role));
	return { words: wordsFor(ENGLISH, ['common', 'staff']) };
}

export const actions = {
	default: async ({ cookies, request, getClientAddress }) => {
		const posted = await request.formData();
		const email = String(posted.get('email') ?? '');
		const result = await signIn(cookies, getClientAddress(), email, String(posted.get('password') ?? ''));
		if ('refused' in result) {
			const minutes = result.refused === 'too-many' ? Math.ceil(result.seconds / 60) : 0;
			return fail(result.refused === 'too-many' ? 429 : 422, { error: result.refused, minutes, email });
		}
		redirect(303, '/sign-in');
	}
};
