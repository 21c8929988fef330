import { Lucia, TimeSpan } from 'lucia';
import type { Cookies } from '@sveltejs/kit';
import { database } from '../database.ts';
import { setting } from '../settings.ts';
import { LONGEST_SESSION_HOURS, sessionAdapter, subjectOf, userIdOf } from './adapter.ts';

export type SessionKind = 'staff' | 'participant';

const lucias: Partial<Record<SessionKind, Lucia>> = {};

function lucia(kind: SessionKind): Lucia {
	return (lucias[kind] ??= new Lucia(sessionAdapter(database().directory, kind), {
		sessionExpiresIn: new TimeSpan(LONGEST_SESSION_HOURS, 'h')
	}));
}

const secure = () => setting('ORIGIN').startsWith('https:');
const cookieName = (kind: SessionKind) => `${secure() ? '__Host-' : ''}sayso-${kind}`;

/** Starts a session and sets its cookie, which lasts as long as the browser: a shared device is the usual one. */
export async function start(
	cookies: Cookies,
	kind: SessionKind,
	authorityId: string,
	subjectId: string
): Promise<void> {
	const session = await lucia(kind).createSession(userIdOf(authorityId, subjectId), {});
	cookies.set(cookieName(kind), session.id, { path: '/', httpOnly: true, sameSite: 'lax', secure: secure() });
}

/** Whose session the cookie names; undefined when there is none, it is unknown or it has ended. */
export async function current(cookies: Cookies, kind: SessionKind) {
	const token = cookies.get(cookieName(kind));
	if (!token) return undefined;
	const { session } = await lucia(kind).validateSession(token);
	return session ? subjectOf(session.userId) : undefined;
}

/** Ends the session at hand and takes its cookie back. */
export async function end(cookies: Cookies, kind: SessionKind): Promise<void> {
	const token = cookies.get(cookieName(kind));
	if (token) await lucia(kind).invalidateSession(token);
	cookies.delete(cookieName(kind), { path: '/', secure: secure() });
}

/** Ends every session of one member of staff or one consultation. */
export async function endAll(kind: SessionKind, authorityId: string, subjectId: string): Promise<void> {
	await lucia(kind).invalidateUserSessions(userIdOf(authorityId, subjectId));
}

/** Removes the sessions that have ended by themselves. */
export async function tidy(): Promise<void> {
	for (const kind of ['staff', 'participant'] as const) await lucia(kind).deleteExpiredSessions();
}
