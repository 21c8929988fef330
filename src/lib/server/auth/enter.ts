import type { Cookies } from '@sveltejs/kit';
import { now } from '../clock.ts';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { EnteredParticipant } from './entered.ts';
import { addressKey, countFailure, waitFor } from './limits.ts';
import * as participantSessions from './participant-sessions.ts';
import { codeHash, readCode } from './tokens.ts';

/** Why somebody did not get in. All wrong codes look the same: unknown, closed, expired. */
export type Refusal = { refused: 'wrong' } | { refused: 'too-many'; seconds: number };

/** Exchanges a slip's code for a session. The same code works again, here or on another device, until it expires. */
export async function enterWithCode(cookies: Cookies, from: string, typed: string) {
	const connection = database();
	const keys = { address: addressKey(from) };
	const seconds = await waitFor(connection, keys);
	if (seconds) return { refused: 'too-many', seconds } as const;

	const code = readCode(typed);
	const found = code
		? await connection.directory
				.selectFrom('consultation')
				.selectAll()
				.where('codeHash', '=', codeHash(code))
				.where('closedAt', 'is', null)
				.where('expiresAt', '>', now())
				.executeTakeFirst()
		: undefined;
	if (!found) {
		await countFailure(connection, keys);
		return { refused: 'wrong' } as const;
	}
	await participantSessions.start(cookies, found.authorityId, found.id);
	return { consultation: found };
}

/** Which participant has come in; undefined once their consultation is closed or has expired. */
export async function enteredParticipant(cookies: Cookies): Promise<EnteredParticipant | undefined> {
	const session = await participantSessions.current(cookies);
	if (!session) return undefined;
	const found = await database()
		.directory.selectFrom('consultation')
		.innerJoin('authority', 'authority.id', 'consultation.authorityId')
		.selectAll('consultation')
		.select(['authority.name', 'authority.draftLanguages'])
		.where('consultation.authorityId', '=', session.authorityId)
		.where('consultation.id', '=', session.consultationId)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.expiresAt', '>', now())
		.executeTakeFirst();
	if (!found) return undefined;
	const { name, draftLanguages, ...consultation } = found;
	const actor = { kind: 'participant', consultationId: consultation.id, audience: consultation.audience } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	return { kind: 'participant', scope, authority: { name, draftLanguages }, consultation };
}
