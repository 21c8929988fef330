import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { secondKinds, secondStep } from '#lib/server/auth/sign-in.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	const kinds = await secondKinds(cookies);
	if (!kinds) redirect(303, '/sign-in');
	const words = wordsFor(ENGLISH, ['common', 'staff', 'account']);
	return { words, app: kinds.includes('totp'), passkey: kinds.includes('passkey') };
}

export const actions = {
	default: async (event) => {
		const code = String((await event.request.formData()).get('code') ?? '');
		const next = await secondStep(event.cookies, visitorOf(event), code);
		if ('goTo' in next) redirect(303, next.goTo);
		return fail(...failed(next, {}));
	}
};
