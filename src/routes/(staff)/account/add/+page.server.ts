import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { beginToAdd, confirm, making, offer } from '#lib/server/auth/set-up.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { serverTranslator } from '#lib/server/words.ts';

export async function load({ locals, cookies }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const begun = await making(cookies, 'add');
	const mine = begun?.staff.id === staff.id && !begun.confirmed;
	if (!mine) await beginToAdd(cookies, scope, staff.id);
	const found = mine ? begun : (await making(cookies, 'add'))!;
	return { offer: await offer(found.step, found.staff) };
}

const confirmed = (kind: 'app' | 'passkey') => async (event: RequestEvent) => {
	const { staff } = event.locals.entered as EnteredStaff;
	if ((await making(event.cookies, 'add'))?.staff.id !== staff.id) redirect(303, '/account/add');
	const posted = await event.request.formData();
	const proof = {
		code: String(posted.get('code') ?? ''),
		passkey: kind === 'passkey' ? String(posted.get('passkey') || '-') : '',
		name: serverTranslator()(`account:factors.${kind}`)
	};
	const after = { first: '/account/codes', more: '/account?done=added' };
	const next = await confirm(event.cookies, visitorOf(event), 'add', proof, after);
	if ('goTo' in next) redirect(303, next.goTo);
	return fail(...failed(next, {}));
};

export const actions = {
	app: confirmed('app'),
	passkey: confirmed('passkey')
};
