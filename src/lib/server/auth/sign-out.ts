import type { Cookies } from '@sveltejs/kit';
import * as keptForms from './kept-forms.ts';
import { providerOf } from './providers.ts';
import { enteredStaff } from './staff-entry.ts';
import { cookieName, cookieOptions, SLIP } from './sessions.ts';
import * as staffSessions from './staff-sessions.ts';

/**
 * Ends the session at hand and forgets what was waiting in it, a card that was just made among it. For somebody who came by their authority's own sign-in,
 * the authority's code: they are still signed in there.
 */
export async function signOut(cookies: Cookies): Promise<string | undefined> {
	const entered = await enteredStaff(cookies);
	if (entered) await keptForms.forget(entered.scope, entered.staff.id);
	const byProvider = entered?.session.method === 'provider' ? await providerOf(entered.scope) : undefined;
	await staffSessions.end(cookies);
	cookies.delete(cookieName(SLIP), cookieOptions());
	return byProvider?.code;
}
