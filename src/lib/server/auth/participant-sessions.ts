import type { Cookies } from '@sveltejs/kit';
import { isAhead, now } from '../clock.ts';
import { database } from '../database.ts';
import type { ParticipantSessionState } from '../db/tables/entry.ts';
import * as sessions from './sessions.ts';

/** A request comes with every page; so often is written down that somebody is there. */
const NOTED_EVERY_MS = 15_000;

/** How long nothing may happen before a child's page locks, in minutes: the youngest are given more time. */
export const lockMinutes = (age: number | undefined): number => (age !== undefined && age <= 7 ? 10 : 5);

/** A page that warns and a request that was on its way are given this much more than the page says. */
const GRACE_MS = NOTED_EVERY_MS + 5_000;

/** True when nobody has been there for so long that the page locks. */
export const isIdle = (seenAt: string | null, minutes: number): boolean =>
	!seenAt || isAhead(seenAt) || Date.now() - Date.parse(seenAt) > minutes * 60_000 + GRACE_MS;

/** The moment before which somebody was last seen whose session has locked. */
export const idleSince = (minutes: number): string => new Date(Date.now() - minutes * 60_000 - GRACE_MS).toISOString();

/** Starts the session of one consultation's participant: open unless it must be unlocked first. */
export const start = (
	cookies: Cookies,
	authorityId: string,
	consultationId: string,
	{ locked = false, helperId = null }: { locked?: boolean; helperId?: string | null } = {}
): Promise<void> =>
	sessions.start(cookies, 'participant', authorityId, consultationId, {
		seenAt: now(),
		unlockedAt: locked ? null : now(),
		aloneAt: null,
		helperId
	});

/** The participant's session at hand, if there is one. */
export const current = (cookies: Cookies) => sessions.current(cookies, 'participant');

/** Ends the participant's session at hand. */
export const end = (cookies: Cookies): Promise<void> => sessions.end(cookies, 'participant');

/** Ends every session of one consultation. */
export const endAll = (authorityId: string, consultationId: string): Promise<void> =>
	sessions.endAll('participant', authorityId, consultationId);

/** Writes down what has changed about a session. */
export async function change(idHash: string, state: Partial<ParticipantSessionState>): Promise<void> {
	await database()
		.directory.updateTable('participantSession')
		.set(state)
		.where('participantSession.idHash', '=', idHash)
		.execute();
}

/** Somebody is there: written down, but not for each of many requests. */
export async function seen({ idHash, seenAt }: { idHash: string; seenAt: string | null }): Promise<void> {
	if (seenAt && !isAhead(seenAt) && Date.now() - Date.parse(seenAt) < NOTED_EVERY_MS) return;
	await change(idHash, { seenAt: now() });
}

/** True while somebody may still be there in a session of this consultation. */
export async function isSomebodyThere(authorityId: string, consultationId: string, minutes: number): Promise<boolean> {
	const live = await database()
		.directory.selectFrom('participantSession')
		.select('idHash')
		.where('authorityId', '=', authorityId)
		.where('consultationId', '=', consultationId)
		.where('expiresAt', '>', now())
		.where('seenAt', '>', idleSince(minutes))
		.executeTakeFirst();
	return live !== undefined;
}
