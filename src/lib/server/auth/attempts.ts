import { createHmac, randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { after, now } from '../clock.ts';
import { database } from '../database.ts';
import type { StaffAttemptTable } from '../db/tables/staff.ts';
import { cookieName, cookieOptions } from './sessions.ts';
import { tokenHash } from './tokens.ts';

/** One step of getting in takes at most so long. */
const LIFE = 15 * 60_000;
const COOKIE = 'step';

type Purpose = StaffAttemptTable['purpose'];

/** A step of getting in that somebody has begun in this browser. */
export interface Attempt extends Omit<StaffAttemptTable, 'idHash'> {
	/**
	 * Bytes that belong to this attempt and to nothing else: a challenge, a secret not yet confirmed, a state. They come
	 * from the token in the cookie, so a page may be loaded again and nothing of them is kept here.
	 */
	draw(what: string): Buffer;
}

const attempt = (token: string, row: StaffAttemptTable): Attempt => ({
	...row,
	draw: (what) => createHmac('sha256', token).update(what).digest()
});

/** Begins a step in this browser; an earlier one is over. */
export async function begin(
	cookies: Cookies,
	step: Pick<Attempt, 'purpose'> & Partial<Omit<Attempt, 'purpose' | 'draw' | 'expiresAt'>>
): Promise<Attempt> {
	const { directory } = database();
	const token = randomBytes(32).toString('base64url');
	const earlier = cookies.get(cookieName(COOKIE));
	const row = { authorityId: null, staffId: null, note: null, goTo: null, ...step };
	const kept = { ...row, idHash: tokenHash(token), expiresAt: after(LIFE) };
	await directory
		.deleteFrom('staffAttempt')
		.where((one) => one.or([one('expiresAt', '<=', now()), one('idHash', '=', tokenHash(earlier ?? ''))]))
		.execute();
	await directory.insertInto('staffAttempt').values(kept).execute();
	cookies.set(cookieName(COOKIE), token, cookieOptions());
	return attempt(token, kept);
}

/** The step that this browser is in, when it is one of these. */
export async function find(cookies: Cookies, ...purposes: Purpose[]): Promise<Attempt | undefined> {
	const token = cookies.get(cookieName(COOKIE));
	if (!token) return undefined;
	const row = await database()
		.directory.selectFrom('staffAttempt')
		.selectAll()
		.where('idHash', '=', tokenHash(token))
		.where('expiresAt', '>', now())
		.where('purpose', 'in', purposes)
		.executeTakeFirst();
	return row && attempt(token, row);
}

/** Finishes a step: of many at once, only one gets it. */
export async function take(cookies: Cookies, ...purposes: Purpose[]): Promise<Attempt | undefined> {
	const found = await find(cookies, ...purposes);
	if (!found) return undefined;
	const token = cookies.get(cookieName(COOKIE))!;
	const taken = await database()
		.directory.deleteFrom('staffAttempt')
		.where('idHash', '=', tokenHash(token))
		.executeTakeFirst();
	cookies.delete(cookieName(COOKIE), cookieOptions());
	return taken.numDeletedRows ? found : undefined;
}

/** Writes into the step at hand what its next page has to know. */
export async function note(cookies: Cookies, text: string): Promise<void> {
	const token = cookies.get(cookieName(COOKIE)) ?? '';
	await database()
		.directory.updateTable('staffAttempt')
		.set({ note: text })
		.where('idHash', '=', tokenHash(token))
		.execute();
}
