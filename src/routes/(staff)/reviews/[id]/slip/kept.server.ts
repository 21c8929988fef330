import type { Cookies } from '@sveltejs/kit';
import * as v from 'valibot';
import { setting } from '#lib/server/settings.ts';

/*
 * A code is shown once: only its hash is stored. Between the form that made it and the page that shows it, it rests in
 * the staff member's own browser for ten minutes, so that the page can be reloaded and printed, and its address says
 * nothing.
 */
const COOKIE = 'sayso-slip';
const TEN_MINUTES = 600;

const kept = v.object({ consultationId: v.string(), code: v.string(), url: v.string(), expiresAt: v.string() });
export type KeptSlip = v.InferOutput<typeof kept>;

export function keepSlip(cookies: Cookies, reviewId: string, slip: KeptSlip): void {
	const secure = setting('ORIGIN').startsWith('https:');
	const path = `/reviews/${reviewId}/slip`;
	cookies.set(COOKIE, JSON.stringify(v.parse(kept, slip)), {
		path,
		httpOnly: true,
		sameSite: 'strict',
		secure,
		maxAge: TEN_MINUTES
	});
}

/** The slip just made, or undefined. */
export function keptSlip(cookies: Cookies): KeptSlip | undefined {
	try {
		const found = v.safeParse(kept, JSON.parse(cookies.get(COOKIE) ?? 'null'));
		return found.success ? found.output : undefined;
	} catch {
		return undefined; // not JSON: somebody else's cookie
	}
}
