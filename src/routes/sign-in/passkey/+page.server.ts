import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { passkeyRequest, signInWithPasskey } from '#lib/server/auth/passkey-sign-in.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	return { words: wordsFor(ENGLISH, ['common', 'staff', 'account']), request: await passkeyRequest(cookies) };
}

export const actions = {
	default: async (event) => {
		const passkey = String((await event.request.formData()).get('passkey') ?? '');
		const next = await signInWithPasskey(event.cookies, visitorOf(event), passkey);
		if ('goTo' in next) redirect(303, next.goTo);
		return fail(...failed(next, {}));
	}
};
