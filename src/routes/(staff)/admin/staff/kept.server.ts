import type { Cookies } from '@sveltejs/kit';
import { cookieName, cookieOptions } from '#lib/server/auth/sessions.ts';

/*
 * A code is shown once: only its hash is stored. Between the form that made it and the page that shows it, it rests in
 * the administrator's own browser for ten minutes, and its address says nothing.
 */
const COOKIE = 'invitation';
const TEN_MINUTES = 600;

export function keepCode(cookies: Cookies, staffId: string, code: string): void {
	const options = { ...cookieOptions(), sameSite: 'strict', maxAge: TEN_MINUTES } as const;
	cookies.set(cookieName(COOKIE), `${staffId}.${code}`, options);
}

/** The code just made for this member of staff, or undefined. */
export function keptCode(cookies: Cookies, staffId: string): string | undefined {
	const [of, code] = cookies.get(cookieName(COOKIE))?.split('.') ?? [];
	return of === staffId && code && /^[0-9A-Z-]{12}$/.test(code) ? code : undefined;
}
