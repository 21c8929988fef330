import { redirect } from '@sveltejs/kit';
import { languageOf, preferred } from '#lib/i18n/languages.ts';
import { CHOSEN, cookieName } from '#lib/server/auth/sessions.ts';

/** The address without a language: the one chosen before on this device, else the browser's. */
export function load({ cookies, request }) {
	const language = languageOf(cookies.get(cookieName(CHOSEN))) ?? preferred(request.headers.get('accept-language'));
	redirect(303, `/${language.id}`);
}
