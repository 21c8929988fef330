import type { Cookies } from '@sveltejs/kit';
import { clean } from '#lib/forms/engine.ts';
import { now } from '../clock.ts';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { EnteredParticipant, EnteredStaff } from './entered.ts';
import { addressKey, countFailure, forgive, waitFor } from './limits.ts';
import { passwordFits } from './passwords.ts';
import * as sessions from './sessions.ts';
import { codeHash, readCode } from './tokens.ts';

/** Why somebody did not get in. All wrong codes look the same: unknown, closed, expired. */
export type Refusal = { refused: 'wrong' } | { refused: 'too-many'; seconds: number };

/** Signs a member of staff in by email and password. Five wrong tries for one address, or ten from one place, in five minutes. */
export async function signIn(
	cookies: Cookies,
	from: string,
	email: string,
	password: string
): Promise<{ ok: true } | Refusal> {
	const connection = database();
	const address = clean(email).toLowerCase();
	const keys = { secret: `staff:${address}`, address: addressKey(from) };
	// Counted before it is looked at, and taken back when right: a burst of tries at once counts in full.
	const seconds = await countFailure(connection, keys);
	if (seconds) return { refused: 'too-many', seconds };

	const staff = await connection.directory
		.selectFrom('staff')
		.select(['id', 'authorityId', 'passwordHash', 'endedAt'])
		.where('email', '=', address)
		.executeTakeFirst();
	const fits = await passwordFits(staff?.passwordHash, password);
	if (!fits || !staff || staff.endedAt) return { refused: 'wrong' };
	await forgive(connection, keys);
	await sessions.start(cookies, 'staff', staff.authorityId, staff.id);
	return { ok: true };
}

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
	await sessions.start(cookies, 'participant', found.authorityId, found.id);
	return { consultation: found };
}

/** Who of the staff is signed in; undefined for nobody, or somebody who has left. */
export async function enteredStaff(cookies: Cookies): Promise<EnteredStaff | undefined> {
	const session = await sessions.current(cookies, 'staff');
	if (!session) return undefined;
	const found = await database()
		.directory.selectFrom('staff')
		.innerJoin('authority', 'authority.id', 'staff.authorityId')
		.select([
			'staff.id',
			'staff.name',
			'staff.role',
			'staff.endedAt',
			'authority.name as of',
			'authority.draftLanguages'
		])
		.where('staff.authorityId', '=', session.authorityId)
		.where('staff.id', '=', session.subjectId)
		.executeTakeFirst();
	if (!found || found.endedAt) return undefined;
	const { of, draftLanguages, ...staff } = found;
	const actor = { kind: 'staff', staffId: staff.id, role: staff.role } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	return { kind: 'staff', scope, authority: { name: of, draftLanguages }, staff };
}

/** Which participant has come in; undefined once their consultation is closed or has expired. */
export async function enteredParticipant(cookies: Cookies): Promise<EnteredParticipant | undefined> {
	const session = await sessions.current(cookies, 'participant');
	if (!session) return undefined;
	const found = await database()
		.directory.selectFrom('consultation')
		.innerJoin('authority', 'authority.id', 'consultation.authorityId')
		.selectAll('consultation')
		.select(['authority.name', 'authority.draftLanguages'])
		.where('consultation.authorityId', '=', session.authorityId)
		.where('consultation.id', '=', session.subjectId)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.expiresAt', '>', now())
		.executeTakeFirst();
	if (!found) return undefined;
	const { name, draftLanguages, ...consultation } = found;
	const actor = { kind: 'participant', consultationId: consultation.id, audience: consultation.audience } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	return { kind: 'participant', scope, authority: { name, draftLanguages }, consultation };
}
