import type { Cookies } from '@sveltejs/kit';
import * as v from 'valibot';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { cookieName, cookieOptions, SLIP } from '#lib/server/auth/sessions.ts';

/*
 * A code is shown once: only its hash is stored. Between the form that made it and the page that shows it, it rests in
 * the staff member's own browser for ten minutes, so that the page can be reloaded and printed, and its address says
 * nothing. It is of use to the session it was made in alone, and signing out takes it away.
 */
const TEN_MINUTES = 600;

const slip = v.object({ consultationId: v.string(), code: v.string(), url: v.string(), expiresAt: v.string() });
const kept = v.object({ session: v.string(), slip });
export type KeptSlip = v.InferOutput<typeof slip>;

export function keepSlip(cookies: Cookies, { session }: EnteredStaff, made: KeptSlip): void {
	const text = JSON.stringify({ session: session.publicId, slip: v.parse(slip, made) });
	cookies.set(cookieName(SLIP), text, { ...cookieOptions(), sameSite: 'strict', maxAge: TEN_MINUTES });
}

/** The slip just made, or undefined. */
export function keptSlip(cookies: Cookies, { session }: EnteredStaff): KeptSlip | undefined {
	try {
		const found = v.safeParse(kept, JSON.parse(cookies.get(cookieName(SLIP)) ?? 'null'));
		return found.success && found.output.session === session.publicId ? found.output.slip : undefined;
	} catch {
		return undefined; // not JSON: somebody else's cookie
	}
}
