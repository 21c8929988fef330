import type { Cookies } from '@sveltejs/kit';
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
	const address = email.trim().toLowerCase();
	const keys = { secret: `staff:${address}`, address: addressKey(from) };
	const seconds = await waitFor(connection, keys);
	if (seconds) return { refused: 'too-many', seconds };

	const staff = await connection.directory
		.selectFrom('staff')
		.select(['id', 'authorityId', 'passwordHash', 'endedAt'])
		.where('email', '=', address)
		.executeTakeFirst();
	if (!(await passwordFits(staff?.passwordHash, password)) || !staff || staff.endedAt) {
		await countFailure(connection, keys);
		return { refused: 'wrong' };
	}
	await forgive(connection, keys.secret);
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

const authorityOf = (id: string) =>
	database().directory.selectFrom('authority').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Who of the staff is signed in; undefined for nobody, or somebody who has left. */
export async function enteredStaff(cookies: Cookies): Promise<EnteredStaff | undefined> {
	const session = await sessions.current(cookies, 'staff');
	if (!session) return undefined;
	const { directory } = database();
	const [staff, authority] = await Promise.all([
		directory
			.selectFrom('staff')
			.select(['id', 'name', 'role', 'endedAt'])
			.where('authorityId', '=', session.authorityId)
			.where('id', '=', session.subjectId)
			.executeTakeFirst(),
		authorityOf(session.authorityId)
	]);
	if (!staff || staff.endedAt) return undefined;
	const actor = { kind: 'staff', staffId: staff.id, role: staff.role } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	return { kind: 'staff', scope, authority, staff };
}

/** Which participant has come in; undefined once their consultation is closed or has expired. */
export async function enteredParticipant(cookies: Cookies): Promise<EnteredParticipant | undefined> {
	const session = await sessions.current(cookies, 'participant');
	if (!session) return undefined;
	const { directory } = database();
	const [consultation, authority] = await Promise.all([
		directory
			.selectFrom('consultation')
			.selectAll()
			.where('authorityId', '=', session.authorityId)
			.where('id', '=', session.subjectId)
			.where('closedAt', 'is', null)
			.where('expiresAt', '>', now())
			.executeTakeFirst(),
		authorityOf(session.authorityId)
	]);
	if (!consultation) return undefined;
	const actor = { kind: 'participant', consultationId: consultation.id, audience: consultation.audience } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	return { kind: 'participant', scope, authority, consultation };
}
