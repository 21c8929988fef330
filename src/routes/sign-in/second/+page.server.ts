import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import * as attempts from '#lib/server/auth/attempts.ts';
import { secondStep } from '#lib/server/auth/sign-in.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { wordsFor } from '#lib/server/words.ts';

export async function load({ cookies }) {
	if (!(await attempts.find(cookies, 'second'))) redirect(303, '/sign-in');
	return { words: wordsFor(ENGLISH, ['common', 'staff', 'account']) };
}

export const actions = {
	default: async (event) => {
		const code = String((await event.request.formData()).get('code') ?? '');
		const next = await secondStep(event.cookies, visitorOf(event), code);
		if ('goTo' in next) redirect(303, next.goTo);
		return fail(...failed(next, {}));
	}
};
