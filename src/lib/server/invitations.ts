import { createHmac } from 'node:crypto';
import * as audit from './audit.ts';
import { addressKey, attempt } from './auth/limits.ts';
import { hashPassword, passwordRefusal } from './auth/passwords.ts';
import { newCode, newToken, printedCode, readCode, readToken } from './auth/tokens.ts';
import { after, now } from './clock.ts';
import { isCollision } from './db/collision.ts';
import type { Connection } from './db/connect.ts';
import { AuthorityScope } from './db/scope.ts';
import { post } from './outbox/index.ts';
import { isSetUp } from './outbox/ways-out.ts';
import { setting } from './settings.ts';
import * as staff from './staff.ts';

/** An invitation works once, and so long. */
export const INVITATION_DAYS = 10;
const DAY = 86_400_000;

/** What is kept of an invitation's secret: a keyed hash, so that a stolen database cannot be searched for codes. */
const hashOf = (secret: string): string =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`invitation:${secret}`).digest('hex');

/** How an invitation reaches somebody: by mail, or as a code that whoever made it hands over. */
export type Handed = { by: 'mail' } | { by: 'hand'; code: string };

/**
 * Makes an invitation for somebody, in place of the one before. Where mail is set up it leaves with the transaction;
 * where it is not, the code is given back, to be shown once.
 */
export async function make(tx: AuthorityScope, staffId: string): Promise<Handed> {
	const byMail = isSetUp('email');
	const secret = byMail ? newToken() : newCode();
	const row = {
		secretHash: hashOf(secret),
		madeAt: now(),
		expiresAt: after(INVITATION_DAYS * DAY),
		usedAt: null
	};
	await tx
		.insertInto('staffInvitation', { ...row, staffId })
		.onConflict((known) => known.columns(['authorityId', 'staffId']).doUpdateSet(row))
		.execute();
	await audit.record(tx, 'staff.invited', staffId);
	if (!byMail) return { by: 'hand', code: printedCode(secret) };
	const { name } = await tx.authority();
	await post(tx, {
		to: { staffId },
		template: 'staff-invitation',
		language: 'en',
		values: { link: `${new URL(setting('ORIGIN')).origin}/invitation#${secret}`, authority: name },
		about: 'authority'
	});
	return { by: 'mail' };
}

/** Whether an invitation of theirs waits to be used, or waited too long. */
export async function isOpen(tx: AuthorityScope, staffId: string): Promise<boolean> {
	const found = await tx
		.selectFrom('staffInvitation')
		.select('staffInvitation.staffId')
		.where('staffInvitation.staffId', '=', staffId)
		.where('staffInvitation.usedAt', 'is', null)
		.executeTakeFirst();
	return found !== undefined;
}

/** Gives somebody an account and an invitation to choose a password. */
export async function invite(
	scope: AuthorityScope,
	input: Omit<staff.NewStaff, 'password'>
): Promise<{ id: string; handed: Handed } | { refused: staff.StaffRefusal }> {
	const checked = staff.check(input);
	if ('refused' in checked) return checked;
	const enrolled = scope.transaction(async (tx) => {
		const made = await staff.enrol(tx, { ...checked, passwordHash: null });
		return 'refused' in made ? made : { id: made.id, handed: await make(tx, made.id) };
	});
	// An address is one account's in all authorities; a neighbour's is known by the table's own key alone.
	return enrolled.catch((failure: unknown) => {
		if (isCollision(failure)) return { refused: 'staff-exists' } as const;
		throw failure;
	});
}

export type AcceptRefusal =
	| { refused: 'wrong' }
	| { refused: 'too-many'; seconds: number }
	| { refused: NonNullable<ReturnType<typeof passwordRefusal>> };

/**
 * Uses an invitation, once, to choose a password. All that do not open look the same: unknown, used, too old, of
 * somebody who has left. A password that will not do leaves the invitation as it was.
 */
export async function accept(
	connection: Connection,
	from: string,
	typed: string,
	password: string
): Promise<{ ok: true } | AcceptRefusal> {
	const tried = await attempt(connection, { address: addressKey(from) }, () => find(connection, typed));
	if ('refused' in tried) return tried;
	const { authorityId, staffId, role, name, email, of } = tried.right;
	const refused = passwordRefusal(password, [name, email ?? '', of]);
	if (refused) return { refused };
	const passwordHash = await hashPassword(password);
	const scope = new AuthorityScope(connection.db, authorityId, { kind: 'staff', staffId, role });
	const used = await scope.transaction(async (tx) => {
		const first = await tx
			.updateTable('staffInvitation')
			.set({ usedAt: now() })
			.where('staffInvitation.staffId', '=', staffId)
			.where('staffInvitation.secretHash', '=', tried.right.secretHash)
			.where('staffInvitation.usedAt', 'is', null)
			.executeTakeFirst();
		if (!first.numUpdatedRows) return false;
		await tx.updateTable('staff').set({ passwordHash }).where('staff.id', '=', staffId).execute();
		await audit.record(tx, 'staff.invitation-used', staffId);
		return true;
	});
	return used ? { ok: true } : { refused: 'wrong' };
}

/** Whose invitation a link or a code is, where it still works. */
async function find({ directory }: Connection, typed: string) {
	const secret = readToken(typed.trim()) ?? readCode(typed);
	if (!secret) return undefined;
	return directory
		.selectFrom('staffInvitation')
		.innerJoin('staff', (join) =>
			join
				.onRef('staff.authorityId', '=', 'staffInvitation.authorityId')
				.onRef('staff.id', '=', 'staffInvitation.staffId')
		)
		.innerJoin('authority', 'authority.id', 'staffInvitation.authorityId')
		.select(['staffInvitation.authorityId', 'staffInvitation.staffId', 'staffInvitation.secretHash'])
		.select(['staff.name', 'staff.email', 'staff.role', 'authority.name as of'])
		.where('staffInvitation.secretHash', '=', hashOf(secret))
		.where('staffInvitation.usedAt', 'is', null)
		.where('staffInvitation.expiresAt', '>', now())
		.where('staff.endedAt', 'is', null)
		.executeTakeFirst();
}
