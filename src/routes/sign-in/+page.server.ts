import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { homeOf } from '#lib/server/access.ts';
import { signIn } from '#lib/server/auth/sign-in.ts';
import { enteredStaff } from '#lib/server/auth/staff-entry.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	const entered = await enteredStaff(cookies);
	if (entered) redirect(303, homeOf(entered.staff.role));
	return { words: wordsFor(ENGLISH, ['common', 'staff']) };
}

export const actions = {
	default: async (event) => {
		const posted = await event.request.formData();
		const email = String(posted.get('email') ?? '');
		const result = await signIn(event.cookies, visitorOf(event), email, String(posted.get('password') ?? ''));
		if ('refused' in result) {
			const minutes = result.refused === 'too-many' ? Math.ceil(result.seconds / 60) : 0;
			return fail(result.refused === 'too-many' ? 429 : 422, { error: result.refused, minutes, email });
		}
		redirect(303, '/sign-in');
	}
};
