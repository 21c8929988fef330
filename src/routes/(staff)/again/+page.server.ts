import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { show, shownIn, waysOf } from '#lib/server/auth/again.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as keptForms from '#lib/server/auth/kept-forms.ts';
import { ownPath } from '#lib/server/auth/own-path.ts';
import { passkeyRequest } from '#lib/server/auth/passkey-sign-in.ts';
import { isFresh } from '#lib/server/auth/staff-sessions.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { wordsFor } from '#lib/server/words.ts';

/** What is asked for and where it leads, from the address. */
function askedIn({ searchParams }: URL, { session }: EnteredStaff) {
	const fully = searchParams.has('fresh');
	const to = ownPath(searchParams.get('to')) ?? '/sign-in';
	const own = [...searchParams].filter(([name]) => !name.startsWith('/'));
	return {
		fully,
		to,
		here: `/again?${new URLSearchParams(own)}`,
		open: !session.lockedAt && (!fully || isFresh(session))
	};
}

export async function load({ locals, url, cookies }) {
	const entered = locals.entered as EnteredStaff;
	const { fully, to, here, open } = askedIn(url, entered);
	const kept = await keptForms.find(entered.scope, entered.staff.id, url.searchParams.get('kept') ?? '');
	// A file is not a page to go to: the browser would stay here.
	const isFile = /\.\w+$/.test(new URL(to, url).pathname);
	if (open && !kept && !isFile && !url.searchParams.has('lost')) redirect(303, to);
	const ways = open ? undefined : await waysOf(entered, fully);
	return {
		words: wordsFor(ENGLISH, ['common', 'staff', 'account']),
		name: entered.staff.name,
		to,
		fully,
		isFile,
		lost: url.searchParams.has('lost'),
		here,
		ways,
		passkey: ways?.passkey ? await passkeyRequest(cookies) : undefined,
		kept: kept && { hadFiles: kept.hadFiles },
		send: open && kept ? kept : undefined
	};
}

export const actions = {
	show: async (event) => {
		const entered = event.locals.entered as EnteredStaff;
		const { fully, here } = askedIn(event.url, entered);
		const shown = shownIn(await event.request.formData());
		const result = await show(event.cookies, visitorOf(event), entered, fully, shown);
		if ('refused' in result) return fail(...failed(result, {}));
		redirect(303, here);
	},
	drop: async ({ locals, url }) => {
		const entered = locals.entered as EnteredStaff;
		if (!entered.session.lockedAt) await keptForms.forget(entered.scope, entered.staff.id);
		redirect(303, askedIn(url, entered).to);
	}
};
