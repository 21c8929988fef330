import type { Cookies } from '@sveltejs/kit';
import { after, isAhead, now } from '../clock.ts';
import { database } from '../database.ts';
import type { SignInMethod, StaffSessionTable } from '../db/tables/staff.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import * as sessions from './sessions.ts';
import type { Visitor } from './visitor.ts';

/** Left alone for so long, a session locks. */
export const IDLE_MINUTES = 15;
/** So long after a full sign-in it counts as fresh: enough for exports, keys and roles. */
export const FRESH_MINUTES = 5;
const MINUTE = 60_000;

export type StaffSession = StaffSessionTable;

/** Starts a session after a full sign-in. */
export async function start(
	cookies: Cookies,
	from: Visitor,
	staff: { authorityId: string; id: string },
	method: SignInMethod
): Promise<void> {
	const at = now();
	await database()
		.directory.updateTable('staff')
		.set({ lastSignedInAt: at })
		.where('authorityId', '=', staff.authorityId)
		.where('id', '=', staff.id)
		.execute();
	await sessions.start(cookies, 'staff', staff.authorityId, staff.id, {
		publicId: newId(),
		startedFrom: from.device,
		network: from.network,
		lastSeenAt: at,
		lockedAt: null,
		freshAt: at,
		method
	});
}

/** The session at hand. One left alone for too long is locked by the asking; one in use is seen, to the minute. */
export async function current(cookies: Cookies): Promise<StaffSession | undefined> {
	const session = await sessions.current(cookies, 'staff');
	if (!session || session.lockedAt) return session;
	const { lastSeenAt } = session;
	if (isAhead(lastSeenAt) || lastSeenAt <= after(-IDLE_MINUTES * MINUTE)) return change(session, { lockedAt: now() });
	return lastSeenAt <= after(-MINUTE) ? change(session, { lastSeenAt: now() }) : session;
}

async function change(session: StaffSession, set: Partial<StaffSession>): Promise<StaffSession> {
	const { directory } = database();
	await directory.updateTable('staffSession').set(set).where('idHash', '=', session.idHash).execute();
	return { ...session, ...set };
}

/** True within five minutes of a full sign-in. */
export const isFresh = ({ freshAt }: Pick<StaffSession, 'freshAt'>): boolean =>
	freshAt > after(-FRESH_MINUTES * MINUTE) && !isAhead(freshAt);

/** Opens a locked session again. */
export const unlock = (session: StaffSession) => change(session, { lockedAt: null, lastSeenAt: now() });

/** Opens it, and counts as a sign-in: every step of one was done again. */
export const freshen = (session: StaffSession) =>
	change(session, { lockedAt: null, lastSeenAt: now(), freshAt: now() });

/** Ends the session at hand. */
export const end = (cookies: Cookies): Promise<void> => sessions.end(cookies, 'staff');

const of = ({ authorityId }: AuthorityScope, staffId: string) =>
	database().directory.selectFrom('staffSession').where('authorityId', '=', authorityId).where('staffId', '=', staffId);

/** The sessions of one member of staff that still open something, the latest first. */
export function list(scope: AuthorityScope, staffId: string) {
	return of(scope, staffId)
		.where('expiresAt', '>', now())
		.select(['publicId', 'createdAt', 'lastSeenAt', 'startedFrom', 'network', 'method'])
		.orderBy('lastSeenAt', 'desc')
		.execute();
}

const ending = ({ authorityId }: AuthorityScope, staffId: string) =>
	database().directory.deleteFrom('staffSession').where('authorityId', '=', authorityId).where('staffId', '=', staffId);

/** Ends one session of somebody's own, by its public id. */
export async function endOne(scope: AuthorityScope, staffId: string, publicId: string): Promise<void> {
	await ending(scope, staffId).where('publicId', '=', publicId).execute();
}

/** Ends every session of somebody's but one. */
export async function endOthers(scope: AuthorityScope, staffId: string, kept: string): Promise<void> {
	await ending(scope, staffId).where('publicId', '!=', kept).execute();
}

/**
 * Signs a member of staff out everywhere, for whoever ends an account or changes a role: inside the same transaction,
 * so that it stands or falls with the change, and on every node from the next request on.
 */
export async function endAllOf(tx: AuthorityScope, staffId: string): Promise<void> {
	await tx.updateTable('staff').set({ signedOutAt: now() }).where('staff.id', '=', staffId).execute();
}
