import { redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { finish, newCodes } from '#lib/server/auth/set-up.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	const codes = await newCodes(cookies, 'set-up');
	if (!codes) redirect(303, '/sign-in');
	return { words: wordsFor(ENGLISH, ['common', 'staff', 'account']), codes: codes.map(printedCode) };
}

export const actions = {
	default: async (event) => {
		const { goTo } = await finish(event.cookies, visitorOf(event), 'set-up');
		redirect(303, goTo);
	}
};
