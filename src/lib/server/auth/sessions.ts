import { Lucia, TimeSpan } from 'lucia';
import type { Cookies } from '@sveltejs/kit';
import { isAhead } from '../clock.ts';
import { database } from '../database.ts';
import type { Connection } from '../db/connect.ts';
import { setting } from '../settings.ts';
import { LONGEST_SESSION_HOURS, sessionAdapter, userIdOf, type SessionKind, type SessionRow } from './adapter.ts';

/*
 * What sessions of staff and of participants share: a token in a cookie, its hash in a table, one absolute limit. What
 * each keeps besides, and when it locks, is in staff-sessions.ts and participant-sessions.ts. Only here is Lucia known.
 */

const lucias = new WeakMap<Connection, Partial<Record<SessionKind, Lucia<{ row: object }>>>>();

function lucia(kind: SessionKind): Lucia<{ row: object }> {
	const connection = database();
	const made = lucias.get(connection) ?? {};
	lucias.set(connection, made);
	return (made[kind] ??= new Lucia(sessionAdapter(connection.directory, kind), {
		sessionExpiresIn: new TimeSpan(LONGEST_SESSION_HOURS, 'h'),
		getSessionAttributes: (row) => ({ row })
	}));
}

/** True where the site is served encrypted: its cookies then are for that only. */
export const isSecure = (): boolean => setting('ORIGIN').startsWith('https:');

/** The name of one of our cookies: with a prefix that keeps a neighbouring site from setting it, where that is possible. */
export const cookieName = (name: string): string => `${isSecure() ? '__Host-' : ''}sayso-${name}`;

/** The cookie in which a card that was just made rests until it is printed. */
export const SLIP = 'slip';

/** The cookie with the language that was chosen on this device. */
export const CHOSEN = 'language';

/** What every one of our cookies is: for the server only, for the whole site, and gone with the browser. */
export const cookieOptions = () => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure() }) as const;

/** What a session keeps that its kind adds to the token, the subject and the limits. */
export type Kept<K extends SessionKind> = Omit<
	SessionRow[K],
	'idHash' | 'authorityId' | 'staffId' | 'consultationId' | 'createdAt' | 'expiresAt'
>;

/** Starts a session and sets its cookie, which lasts as long as the browser: a shared device is the usual one. */
export async function start<K extends SessionKind>(
	cookies: Cookies,
	kind: K,
	authorityId: string,
	subjectId: string,
	kept: Kept<K>
): Promise<void> {
	const session = await lucia(kind).createSession(userIdOf(authorityId, subjectId), kept);
	cookies.set(cookieName(kind), session.id, cookieOptions());
}

/** The session that the cookie names; undefined when there is none, it is unknown, it has ended or the clock was put back. */
export async function current<K extends SessionKind>(cookies: Cookies, kind: K): Promise<SessionRow[K] | undefined> {
	const token = cookies.get(cookieName(kind));
	if (!token) return undefined;
	const { session } = await lucia(kind).validateSession(token);
	if (!session) return undefined;
	const { row } = session as unknown as { row: SessionRow[K] };
	return isAhead(row.createdAt) ? undefined : row;
}

/** Ends the session at hand and takes its cookie back. */
export async function end(cookies: Cookies, kind: SessionKind): Promise<void> {
	const token = cookies.get(cookieName(kind));
	if (token) await lucia(kind).invalidateSession(token);
	cookies.delete(cookieName(kind), { path: '/', secure: isSecure() });
}

/** Ends every session of one member of staff or one consultation. */
export async function endAll(kind: SessionKind, authorityId: string, subjectId: string): Promise<void> {
	await lucia(kind).invalidateUserSessions(userIdOf(authorityId, subjectId));
}

/** Removes the sessions that have ended by themselves. */
export async function tidy(): Promise<void> {
	for (const kind of ['staff', 'participant'] as const) await lucia(kind).deleteExpiredSessions();
}
