import type { Cookies } from '@sveltejs/kit';
import { clean } from '#lib/forms/engine.ts';
import type { Role } from '#lib/domain/role.ts';
import * as audit from '../audit.ts';
import { hasDemonstration } from '../authorities.ts';
import { database } from '../database.ts';
import { aboutError, log } from '../log.ts';
import type { SignInMethod } from '../db/tables/staff.ts';
import { AuthorityScope } from '../db/scope.ts';
import { isProduction } from '../settings.ts';
import * as attempts from './attempts.ts';
import * as breakGlass from './break-glass.ts';
import * as factors from './factors.ts';
import { addressKey, attempt, pace } from './limits.ts';
import { passwordFits } from './passwords.ts';
import * as recoveryCodes from './recovery-codes.ts';
import * as staffSessions from './staff-sessions.ts';
import type { Visitor } from './visitor.ts';

/** Why somebody did not get in. All wrong answers look the same: unknown, ended, mistyped. */
export type Refusal = { refused: 'wrong' } | { refused: 'too-many'; seconds: number };
/** The page that comes next. */
export type Next = { goTo: string };

/** Somebody who is being signed in. */
export interface Comer {
	id: string;
	authorityId: string;
	name: string;
	email: string | null;
	role: Role;
	breakGlassAt: string | null;
}

/** Leads on to everybody's own first page. */
export const IN: Next = { goTo: '/sign-in' };

const people = () =>
	database()
		.directory.selectFrom('staff')
		.select(['id', 'authorityId', 'name', 'email', 'role', 'passwordHash', 'breakGlassAt'])
		.where('endedAt', 'is', null);

/** Somebody who may sign in; undefined once they have left. */
export const comer = (authorityId: string, id: string): Promise<Comer | undefined> =>
	people().where('authorityId', '=', authorityId).where('id', '=', id).executeTakeFirst();

/** What somebody may reach while they are being signed in. */
export const scopeFor = ({ authorityId, id, role }: Pick<Comer, 'authorityId' | 'id' | 'role'>) =>
	new AuthorityScope(database().db, authorityId, { kind: 'staff', staffId: id, role });

/**
 * The first step, by email and password. Five wrong tries for one address, or ten from one place, in five minutes. Then
 * comes the second step, or setting one up.
 */
export async function signIn(
	cookies: Cookies,
	from: Visitor,
	email: string,
	password: string
): Promise<Next | Refusal> {
	const connection = database();
	const address = clean(email).toLowerCase();
	const keys = { secret: `staff:${address}`, address: addressKey(from.address) };
	const tried = await attempt(connection, keys, async () => {
		const staff = await people().where('email', '=', address).executeTakeFirst();
		await pace(connection, staff?.authorityId ?? 'nobody');
		if (await passwordFits(staff?.passwordHash, password)) return staff;
		if (staff) noteInVain(staff);
		return undefined;
	});
	return 'right' in tried ? afterPassword(cookies, from, tried.right) : tried;
}

/**
 * A try in vain at an account there is goes into its log. Not before the answer: how long that takes would tell that
 * there is one.
 */
function noteInVain(staff: Comer): void {
	const scope = scopeFor(staff);
	setImmediate(() => {
		audit
			.record(scope, 'staff.sign-in-refused', staff.id)
			.catch((cause: unknown) => log('error', 'failed', aboutError(cause)));
	});
}

async function afterPassword(cookies: Cookies, from: Visitor, staff: Comer): Promise<Next> {
	if (staff.breakGlassAt) {
		await breakGlass.alarm(scopeFor(staff), staff.id);
		return enter(cookies, from, staff, 'break-glass');
	}
	const { authorityId, id: staffId } = staff;
	if ((await factors.kinds(scopeFor(staff), staffId)).length) {
		await attempts.begin(cookies, { purpose: 'second', authorityId, staffId });
		return { goTo: '/sign-in/second' };
	}
	if (await isDemonstration(authorityId)) return enter(cookies, from, staff, 'password');
	await attempts.begin(cookies, { purpose: 'set-up', authorityId, staffId });
	return { goTo: '/sign-in/second/set-up' };
}

/** In the demonstration a password is enough, which its pages say; it never runs in production. */
export async function isDemonstration(authorityId: string): Promise<boolean> {
	if (isProduction()) return false;
	const { directory } = database();
	const found = directory.selectFrom('authority').select('demonstrationAt').where('id', '=', authorityId);
	return Boolean((await found.executeTakeFirst())?.demonstrationAt);
}

/** True where there is a demonstration, whose people come in with a password alone: the sign-in page says so. */
export const isDemonstrated = async (): Promise<boolean> => !isProduction() && hasDemonstration(database().directory);

/** Both steps are done. */
export async function enter(cookies: Cookies, from: Visitor, staff: Comer, method: SignInMethod): Promise<Next> {
	await audit.record(scopeFor(staff), 'staff.signed-in', staff.id);
	// Whoever was signed in in this browser is not any more.
	await staffSessions.end(cookies);
	await staffSessions.start(cookies, from, staff, method);
	return IN;
}

/** The kind of code that somebody typed: of their app, or one for the day it is lost. Either is used up by it. */
export async function codeKind(
	scope: AuthorityScope,
	staffId: string,
	typed: string
): Promise<'totp' | 'recovery-code' | undefined> {
	if (await factors.useCode(scope, staffId, typed)) return 'totp';
	return (await recoveryCodes.use(scope, staffId, typed)) ? 'recovery-code' : undefined;
}

/** One try at a member of staff's own second step, counted for their account and for where it comes from. */
export const trySecond = <T>(from: Visitor, staffId: string, judge: () => Promise<T | undefined>) =>
	attempt(database(), { secret: `second:${staffId}`, address: addressKey(from.address) }, judge);

/** Which kinds of second step the person has who has come half way in this browser; undefined for nobody. */
export async function secondKinds(cookies: Cookies): Promise<('totp' | 'passkey')[] | undefined> {
	const step = await attempts.find(cookies, 'second');
	const staff = step && (await comer(step.authorityId!, step.staffId!));
	return staff && factors.kinds(scopeFor(staff), staff.id);
}

/** The second step, by a code. Begins anew where the first was too long ago. */
export async function secondStep(cookies: Cookies, from: Visitor, typed: string): Promise<Next | Refusal> {
	const step = await attempts.find(cookies, 'second');
	const staff = step && (await comer(step.authorityId!, step.staffId!));
	if (!staff) return IN;
	const tried = await trySecond(from, staff.id, () => codeKind(scopeFor(staff), staff.id, typed));
	if (!('right' in tried)) {
		if (tried.refused === 'wrong') noteInVain(staff);
		return tried;
	}
	return (await attempts.take(cookies, 'second')) ? enter(cookies, from, staff, tried.right) : IN;
}
