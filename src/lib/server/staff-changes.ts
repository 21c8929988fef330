import type { Role } from '#lib/domain/role.ts';
import { isRole } from '#lib/domain/role.ts';
import * as audit from './audit.ts';
import * as factors from './auth/factors.ts';
import { endAllOf } from './auth/staff-sessions.ts';
import * as assignments from './assignments.ts';
import { now, today } from './clock.ts';
import { isCollision } from './db/collision.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as invitations from './invitations.ts';
import { post } from './outbox/index.ts';
import { setting } from './settings.ts';
import { addressIn, LONGEST_NAME, taken } from './staff.ts';

export type ChangeRefusal =
	| 'staff-name'
	| 'staff-email'
	| 'staff-exists'
	| 'staff-role'
	| 'last-administrator'
	| 'yourself'
	| 'has-left'
	| 'caseload-left'
	| 'caseload-held'
	| 'no-email';

/** Name and role. A new role signs them out everywhere: what a page still shows may no longer be theirs. */
export function change(
	scope: AuthorityScope,
	id: string,
	{ name, role }: { name: string; role: string }
): Promise<'changed' | { refused: ChangeRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		const member = await held(tx, id);
		if (!member) return undefined;
		const called = name.trim();
		if (!called || called.length > LONGEST_NAME) return { refused: 'staff-name' } as const;
		if (!isRole(role)) return { refused: 'staff-role' } as const;
		if (role !== member.role) {
			const refused = await protectedFrom(tx, member);
			if (refused) return { refused };
			const theirs = await assignments.ofStaff(tx, id);
			if (theirs.some((one) => !assignments.FITS[one.role].includes(role)))
				return { refused: 'caseload-held' } as const;
			await endAllOf(tx, id);
			await audit.record(tx, 'staff.role-changed', id, role);
		}
		await tx.updateTable('staff').set({ name: called, role }).where('staff.id', '=', id).execute();
		if (called !== member.name) await audit.record(tx, 'staff.renamed', id);
		return 'changed' as const;
	});
}

type Readdressed = { handed?: invitations.Handed } | { refused: ChangeRefusal };

/**
 * Another address to sign in with and to be written to. The account stays who it is: its password, second step, sessions
 * and the authority's own sign-in, which never goes by an address. An invitation that was not used yet opens nothing any
 * more, and another goes to the new address. Both addresses are told.
 */
export function readdress(scope: AuthorityScope, id: string, typed: string): Promise<Readdressed | undefined> {
	const changed = scope.transaction(async (tx): Promise<Readdressed | undefined> => {
		const member = await held(tx, id);
		if (!member) return undefined;
		if (member.endedAt) return { refused: 'has-left' };
		if (!member.email) return { refused: 'no-email' };
		const email = addressIn(typed);
		if (!email) return { refused: 'staff-email' };
		if (email === member.email) return {};
		if (await taken(tx, email)) return { refused: 'staff-exists' };
		await tx.updateTable('staff').set({ email }).where('staff.id', '=', id).execute();
		await audit.record(tx, 'staff.address-changed', id);
		await tellOfAddress(tx, { email: member.email });
		await tellOfAddress(tx, { staffId: id });
		return (await invitations.isOpen(tx, id)) ? { handed: await invitations.make(tx, id) } : {};
	});
	// An address is one account's in all authorities; a neighbour's is known by the table's own key alone.
	return changed.catch((failure: unknown) => {
		if (isCollision(failure)) return { refused: 'staff-exists' } as const;
		throw failure;
	});
}

const tellOfAddress = (tx: AuthorityScope, to: { email: string } | { staffId: string }) =>
	post(tx, {
		to,
		template: 'sign-in-address-changed',
		language: 'en',
		values: { link: new URL('/account', setting('ORIGIN')).href },
		about: 'authority'
	});

/** What becomes of the children of somebody who leaves: another takes them over, or they are knowingly left without. */
export type Caseload = { to: string } | 'left' | undefined;

/**
 * Ends an account: they are signed out at once, everywhere, and cannot sign in again. Whoever has children now or
 * later has to hand them over in the same step, or it has to be said that they are left.
 */
export function end(
	scope: AuthorityScope,
	id: string,
	caseload: Caseload
): Promise<'ended' | { refused: ChangeRefusal | assignments.AssignRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		const member = await held(tx, id);
		if (!member) return undefined;
		if (member.endedAt) return { refused: 'has-left' } as const;
		const refused = await protectedFrom(tx, member);
		if (refused) return { refused };
		const theirs = await assignments.ofStaff(tx, id);
		if (theirs.length && !caseload) return { refused: 'caseload-left' } as const;
		for (const role of ['iro', 'social-worker'] as const) {
			const childIds = [...new Set(theirs.filter((one) => one.role === role).map(({ childId }) => childId))];
			if (!childIds.length) continue;
			const handed =
				typeof caseload === 'object'
					? await assignments.handOver(tx, { childIds, role, from: id, to: caseload.to, on: today() })
					: await assignments.endAll(tx, { childIds, role, staffId: id, on: today() });
			if (handed !== 'done') return handed;
		}
		await tx.updateTable('staff').set({ endedAt: now() }).where('staff.id', '=', id).execute();
		await endAllOf(tx, id);
		await tx.deleteFrom('staffInvitation').where('staffInvitation.staffId', '=', id).execute();
		await audit.record(tx, 'staff.ended', id);
		return 'ended' as const;
	});
}

/** Somebody who left is there again, with the role and the password they had, and no children. */
export function comeBack(scope: AuthorityScope, id: string): Promise<'back' | undefined> {
	return scope.transaction(async (tx) => {
		const member = await held(tx, id);
		if (!member) return undefined;
		if (!member.endedAt) return 'back' as const;
		await tx.updateTable('staff').set({ endedAt: null }).where('staff.id', '=', id).execute();
		await audit.record(tx, 'staff.came-back', id);
		return 'back' as const;
	});
}

/**
 * A new start for somebody who cannot get in: password and second step are gone, they are signed out everywhere, and a
 * new invitation is on its way, or its code is given back.
 */
export function startAnew(
	scope: AuthorityScope,
	id: string
): Promise<{ handed: invitations.Handed } | { refused: ChangeRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		const member = await held(tx, id);
		if (!member) return undefined;
		if (member.endedAt) return { refused: 'has-left' } as const;
		if (!member.email) return { refused: 'no-email' } as const;
		if (id === tx.staffId) return { refused: 'yourself' } as const;
		await tx.updateTable('staff').set({ passwordHash: null }).where('staff.id', '=', id).execute();
		await factors.removeAll(tx, id);
		await endAllOf(tx, id);
		return { handed: await invitations.make(tx, id) };
	});
}

interface Member {
	id: string;
	name: string;
	role: Role;
	email: string | null;
	endedAt: string | null;
}

/**
 * One member of staff, and every administrator, kept as they are until the transaction ends: of two who would take the
 * last two away at once, the second sees what the first did. Break-glass accounts are the command line's alone.
 */
async function held(tx: AuthorityScope, id: string): Promise<Member | undefined> {
	await tx
		.updateTable('staff')
		.set(({ ref }) => ({ createdAt: ref('staff.createdAt') }))
		.where(({ eb, or }) => or([eb('staff.id', '=', id), eb('staff.role', '=', 'administrator')]))
		.execute();
	return tx
		.selectFrom('staff')
		.select(['staff.id', 'staff.name', 'staff.role', 'staff.email', 'staff.endedAt'])
		.where('staff.id', '=', id)
		.where('staff.breakGlassAt', 'is', null)
		.executeTakeFirst();
}

/** Nobody takes their own role or account away, and there is always an administrator; break-glass accounts do not count. */
async function protectedFrom(
	tx: AuthorityScope,
	member: Member
): Promise<'yourself' | 'last-administrator' | undefined> {
	if (member.id === tx.staffId) return 'yourself';
	if (member.role !== 'administrator' || member.endedAt) return undefined;
	const others = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.role', '=', 'administrator')
		.where('staff.id', '!=', member.id)
		.where('staff.endedAt', 'is', null)
		.where('staff.email', 'is not', null)
		.where('staff.breakGlassAt', 'is', null)
		.where(({ eb, or }) => or([eb('staff.passwordHash', 'is not', null), eb('staff.lastSignedInAt', 'is not', null)]))
		.execute();
	return others.length ? undefined : 'last-administrator';
}
