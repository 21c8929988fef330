import type { Cookies } from '@sveltejs/kit';
import { clean } from '#lib/forms/engine.ts';
import { database } from '../database.ts';
import { addressKey, countFailure, forgive } from './limits.ts';
import { passwordFits } from './passwords.ts';
import * as staffSessions from './staff-sessions.ts';
import type { Visitor } from './visitor.ts';

/** Why somebody did not get in. All wrong answers look the same: unknown, ended, mistyped. */
export type Refusal = { refused: 'wrong' } | { refused: 'too-many'; seconds: number };

/** Signs a member of staff in by email and password. Five wrong tries for one address, or ten from one place, in five minutes. */
export async function signIn(
	cookies: Cookies,
	from: Visitor,
	email: string,
	password: string
): Promise<{ ok: true } | Refusal> {
	const connection = database();
	const address = clean(email).toLowerCase();
	const keys = { secret: `staff:${address}`, address: addressKey(from.address) };
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
	await staffSessions.start(cookies, from, staff, 'password');
	return { ok: true };
}
