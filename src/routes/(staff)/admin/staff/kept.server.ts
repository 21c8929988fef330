import type { Cookies } from '@sveltejs/kit';
import { setting } from '#lib/server/settings.ts';

/*
 * A code is shown once: only its hash is stored. Between the form that made it and the page that shows it, it rests in
 * the administrator's own browser for ten minutes, and its address says nothing.
 */
const COOKIE = 'sayso-invitation';
const TEN_MINUTES = 600;

export function keepCode(cookies: Cookies, staffId: string, code: string): void {
	cookies.set(COOKIE, code, {
		path: `/admin/staff/${staffId}`,
		httpOnly: true,
		sameSite: 'strict',
		secure: setting('ORIGIN').startsWith('https:'),
		maxAge: TEN_MINUTES
	});
}

/** The code just made, or undefined. */
export function keptCode(cookies: Cookies): string | undefined {
	const code = cookies.get(COOKIE);
	return code && /^[0-9A-Z-]{12}$/.test(code) ? code : undefined;
}
