import { redirect } from '@sveltejs/kit';
import { ownPath } from '#lib/server/auth/own-path.ts';
import { begin } from '#lib/server/auth/provider-sign-in.ts';
import { enteredStaff } from '#lib/server/auth/staff-entry.ts';

/** To the authority's own sign-in, and for somebody who is here already (`again`), to sign in there once more. */
export async function GET({ cookies, params, url }) {
	const goTo = ownPath(url.searchParams.get('again'));
	const entered = goTo ? await enteredStaff(cookies) : undefined;
	const next = await begin(cookies, params.authority, entered && goTo ? { entered, goTo } : undefined);
	if ('refused' in next) redirect(303, `/sign-in?refused=${next.refused}`);
	redirect(303, next.href);
}
