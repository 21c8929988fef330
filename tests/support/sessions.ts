import { cookieName } from '#lib/server/auth/sessions.ts';
import { newToken, tokenHash } from '#lib/server/auth/tokens.ts';
import type { Connection } from '#lib/server/db/connect.ts';
import { newId } from '#lib/server/ids.ts';
import { serverNow } from './app.ts';

/*
 * Somebody who is in, without the way in: for tests of what lies behind it, which ask thousands of times. The ways in
 * themselves are journeys.
 */

const HOUR = 3_600_000;
const now = () => new Date(serverNow()).toISOString();
const row = (token: string, authorityId: string) => ({
	idHash: tokenHash(token),
	authorityId,
	createdAt: now(),
	expiresAt: new Date(serverNow() + HOUR).toISOString()
});

/** The Cookie header of a member of staff who has just signed in, or so many minutes ago. */
export async function staffCookie(
	{ directory }: Connection,
	authorityId: string,
	staffId: string,
	minutesAgo = 0
): Promise<string> {
	const token = newToken();
	const freshAt = new Date(serverNow() - minutesAgo * 60_000).toISOString();
	const kept = { publicId: newId(), startedFrom: 'A test', network: '127.0.0', lastSeenAt: now(), freshAt };
	await directory
		.insertInto('staffSession')
		.values({ ...row(token, authorityId), ...kept, staffId, lockedAt: null, method: 'password' })
		.execute();
	return `${cookieName('staff')}=${token}`;
}

/** The Cookie header of a participant who is in, alone and not locked. */
export async function participantCookie(
	{ directory }: Connection,
	authorityId: string,
	consultationId: string
): Promise<string> {
	const token = newToken();
	const kept = { seenAt: now(), unlockedAt: now(), aloneAt: now(), helperId: null };
	await directory
		.insertInto('participantSession')
		.values({ ...row(token, authorityId), ...kept, consultationId })
		.execute();
	return `${cookieName('participant')}=${token}`;
}

/** Gives a child something only they know, so that their pages are open to them. */
export async function knowsSomething({ directory }: Connection, authorityId: string, consultationId: string) {
	await directory
		.insertInto('childSecret')
		.values({ authorityId, consultationId, kind: 'pin', madeAt: now(), first: '', second: null, seed: 'x', tries: 0 })
		.execute();
}
