import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { homeOf } from '#lib/server/access.ts';
import * as providers from '#lib/server/auth/providers.ts';
import { isDemonstrated, signIn } from '#lib/server/auth/sign-in.ts';
import { enteredStaff } from '#lib/server/auth/staff-entry.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies, url }) {
	const entered = await enteredStaff(cookies);
	if (entered) redirect(303, homeOf(entered.staff.role));
	return {
		words: wordsFor(ENGLISH, ['common', 'staff', 'account']),
		providers: await providers.list(),
		/** The authority whose own sign-in somebody has just left by our door only. */
		leftAt: url.searchParams.get('left'),
		refused: providers.isRefusal(url.searchParams.get('refused')),
		demonstration: await isDemonstrated()
	};
}

export const actions = {
	default: async (event) => {
		const posted = await event.request.formData();
		const email = String(posted.get('email') ?? '');
		const next = await signIn(event.cookies, visitorOf(event), email, String(posted.get('password') ?? ''));
		if ('goTo' in next) redirect(303, next.goTo);
		return fail(...failed(next, { email }));
	}
};
