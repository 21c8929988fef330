import * as v from 'valibot';
import { isRole, type Role } from '#lib/domain/role.ts';
import * as audit from './audit.ts';
import { hashPassword, passwordRefusal } from './auth/passwords.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

export interface NewStaff {
	email: string;
	name: string;
	role: string;
	password: string;
	/** Their id in the case system's extracts: it ties their caseload to them. */
	externalId: string | null;
}

export const LONGEST_NAME = 120;

export type StaffRefusal =
	'staff-email' | 'staff-name' | 'staff-role' | 'staff-password' | 'staff-exists' | 'staff-professional';

/**
 * Gives somebody a sign-in. When an extract has already named them (the same id, or, without an id, the only one of
 * exactly that name who has no sign-in), that record gets it, and with it the caseload.
 */
export async function create(
	scope: AuthorityScope,
	input: NewStaff
): Promise<{ id: string } | { refused: StaffRefusal }> {
	const checked = check(input);
	if ('refused' in checked) return checked;
	const known = [checked.name, checked.email, (await scope.authority()).name];
	if (passwordRefusal(input.password, known)) return { refused: 'staff-password' };
	const passwordHash = await hashPassword(input.password);
	return scope.transaction((tx) => enrol(tx, { ...checked, passwordHash }));
}

/** One spelling of the address that was typed; undefined when it is none. */
export function addressIn(typed: string): string | undefined {
	const address = typed.trim().toLowerCase();
	return v.is(v.pipe(v.string(), v.maxLength(254), v.email()), address) ? address : undefined;
}

/** What was typed about somebody, ready to be kept; or the first thing that is wrong with it. */
export function check({
	email,
	name,
	role,
	externalId
}: Omit<NewStaff, 'password'>): Omit<Enrolled, 'passwordHash'> | { refused: StaffRefusal } {
	const address = addressIn(email);
	if (!address) return { refused: 'staff-email' };
	if (!name.trim() || name.trim().length > LONGEST_NAME) return { refused: 'staff-name' };
	if (!isRole(role)) return { refused: 'staff-role' };
	return { email: address, name: name.trim(), role, externalId: externalId?.trim() || null };
}

export interface Enrolled {
	email: string;
	name: string;
	role: Role;
	externalId: string | null;
	/** Null until they have chosen one. */
	passwordHash: string | null;
}

/** Gives somebody an account, or the record an extract made of them. For a transaction; the fields have been checked. */
export async function enrol(tx: AuthorityScope, input: Enrolled): Promise<{ id: string } | { refused: StaffRefusal }> {
	const { email, name, role, externalId, passwordHash } = input;
	const known = await named(tx, name, externalId);
	if (known?.email) return { refused: 'staff-professional' };
	const id = known?.id ?? newId();
	if (known) {
		if (await taken(tx, email)) return { refused: 'staff-exists' };
		await tx.updateTable('staff').set({ email, name, role, passwordHash }).where('staff.id', '=', id).execute();
	} else {
		const made = await tx
			.insertInto('staff', { id, externalId, email, name, role, passwordHash, createdAt: now() })
			.onConflict((same) => same.column('email').doNothing())
			.executeTakeFirst();
		if (!made.numInsertedOrUpdatedRows) return { refused: 'staff-exists' };
	}
	await audit.record(tx, 'staff.created', id);
	return { id };
}

async function named(tx: AuthorityScope, name: string, externalId: string | null) {
	const staff = tx.selectFrom('staff').select(['staff.id', 'staff.email']);
	if (externalId) return staff.where('staff.externalId', '=', externalId).executeTakeFirst();
	const same = await staff.where('staff.name', '=', name).where('staff.email', 'is', null).execute();
	return same.length === 1 ? same[0] : undefined;
}

/** Somebody of this authority by their address, in any case of letters. */
export const byEmail = (scope: AuthorityScope, email: string) =>
	scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.name'])
		.where('staff.email', '=', email.trim().toLowerCase())
		.executeTakeFirst();

/** Within this authority; a neighbour's address is refused by the table's own unique key. */
export async function taken(tx: AuthorityScope, email: string): Promise<boolean> {
	return (
		(await tx.selectFrom('staff').select('staff.id').where('staff.email', '=', email).executeTakeFirst()) !== undefined
	);
}

/** Everybody who has or had an account, or was named by an extract, with what an administrator looks for. Not sorted. */
export async function list(scope: AuthorityScope) {
	const rows = await scope
		.selectFrom('staff')
		.leftJoin('staffInvitation', sameAuthority('staffInvitation.staffId', 'staff.id'))
		.select(['staff.id', 'staff.name', 'staff.email', 'staff.role', 'staff.externalId', 'staff.endedAt'])
		.select(['staff.lastSignedInAt', 'staff.breakGlassAt', 'staffInvitation.expiresAt', 'staffInvitation.usedAt'])
		.select(({ eb, fn, selectFrom }) => [
			eb('staff.passwordHash', 'is not', null).as('hasPassword'),
			selectFrom('staffFactor')
				.whereRef('staffFactor.authorityId', '=', 'staff.authorityId')
				.whereRef('staffFactor.staffId', '=', 'staff.id')
				.select(fn.countAll<number>().as('count'))
				.as('factors')
		])
		.execute();
	return rows.map(({ hasPassword, expiresAt, usedAt, factors, ...row }) => ({
		...row,
		factors: factors ?? 0,
		state: stateOf({ ...row, hasPassword: Boolean(hasPassword), invitedUntil: usedAt ? null : expiresAt })
	}));
}

export type StaffMember = Awaited<ReturnType<typeof list>>[number];

/**
 * `left`: has left. `named`: only an extract knows them, and they cannot sign in. `invited`: has an invitation that
 * still works. `lapsed`: had one, and did not use it in time. `active`: can sign in.
 */
export type StaffState = 'active' | 'invited' | 'lapsed' | 'named' | 'left';

interface Standing {
	endedAt: string | null;
	email: string | null;
	hasPassword: boolean;
	lastSignedInAt: string | null;
	invitedUntil: string | null;
}

function stateOf({ endedAt, email, hasPassword, lastSignedInAt, invitedUntil }: Standing): StaffState {
	if (endedAt) return 'left';
	if (!email) return 'named';
	if (invitedUntil) return invitedUntil > now() ? 'invited' : hasPassword ? 'active' : 'lapsed';
	return hasPassword || lastSignedInAt ? 'active' : 'lapsed';
}

/** One of them; undefined when this authority has nobody of that id. */
export const find = async (scope: AuthorityScope, id: string): Promise<StaffMember | undefined> =>
	(await list(scope)).find((member) => member.id === id);
