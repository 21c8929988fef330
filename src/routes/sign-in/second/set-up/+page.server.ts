import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { confirm, making, offer } from '#lib/server/auth/set-up.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { serverTranslator, wordsFor } from '#lib/server/words.ts';

const CODES = '/sign-in/second/codes';

export async function load({ cookies }) {
	const found = await making(cookies, 'set-up');
	if (!found) redirect(303, '/sign-in');
	if (found.confirmed) redirect(303, CODES);
	return {
		words: wordsFor(ENGLISH, ['common', 'staff', 'account']),
		name: found.staff.name,
		offer: await offer(found.step, found.staff)
	};
}

const confirmed = (kind: 'app' | 'passkey') => async (event: RequestEvent) => {
	const posted = await event.request.formData();
	const proof = {
		code: String(posted.get('code') ?? ''),
		passkey: kind === 'passkey' ? String(posted.get('passkey') || '-') : '',
		name: serverTranslator()(`account:factors.${kind}`)
	};
	const next = await confirm(event.cookies, visitorOf(event), 'set-up', proof, { first: CODES, more: CODES });
	if ('goTo' in next) redirect(303, next.goTo);
	return fail(...failed(next, {}));
};

export const actions = {
	app: confirmed('app'),
	passkey: confirmed('passkey')
};
