import * as v from 'valibot';
import { clean } from '#lib/forms/engine.ts';
import { ROLES, type Role } from '#lib/domain/role.ts';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import type { Provider } from './providers.ts';
import { endAllOf } from './staff-sessions.ts';

/*
 * Whom an account of an authority's own sign-in is. Found by who issued it and a number that never changes, never by an
 * email address: those are given to somebody else one day.
 */

/** What a provider says of somebody, after it has been checked. */
export interface Claims {
	subject: string;
	name: string;
	email: string;
	/** App roles as the provider names them. */
	roles: readonly string[];
}

/** Our role from the app roles: 'Sayso.IRO', 'iro' and 'IRO manager' are understood. Of several, the first in our list. */
export function roleFrom(names: readonly string[]): Role | undefined {
	const ids = names.map((name) =>
		name
			.toLowerCase()
			.replace(/^sayso[.:\-_/ ]/, '')
			.replace(/[\s_]+/g, '-')
			.replace(/^iro-manager$/, 'manager')
	);
	return ROLES.find((role) => ids.includes(role));
}

/**
 * The member of staff whose account this is. An unknown account becomes one when the provider gives it a role of ours;
 * otherwise an administrator has to link it. Undefined when there is none, when they have left, and when the role that
 * made the account is gone.
 */
export async function staffOf(scope: AuthorityScope, provider: Provider, claims: Claims): Promise<string | undefined> {
	return scope.transaction(async (tx) => {
		const known = await tx
			.selectFrom('staffIdentity')
			.select(['staffIdentity.staffId', 'staffIdentity.ruledByProvider'])
			.where('staffIdentity.issuer', '=', provider.issuer)
			.where('staffIdentity.subject', '=', claims.subject)
			.executeTakeFirst();
		const role = roleFrom(claims.roles);
		if (!known) return role && create(tx, provider, claims, role);
		if (!known.ruledByProvider) return known.staffId;
		if (!role) return undefined;
		await follow(tx, known.staffId, role);
		return known.staffId;
	});
}

async function create(
	tx: AuthorityScope,
	{ issuer }: Provider,
	{ subject, name, email }: Claims,
	role: Role
): Promise<string | undefined> {
	const address = clean(email).toLowerCase();
	if (!v.is(v.pipe(v.string(), v.email()), address) || !clean(name)) return undefined;
	const id = newId();
	const made = await tx
		.insertInto('staff', { id, externalId: `account ${id}`, email: address, name: clean(name), role, createdAt: now() })
		.onConflict((same) => same.column('email').doNothing())
		.executeTakeFirst();
	// Somebody has this address here: whether they are the same person is for an administrator to say.
	if (!made.numInsertedOrUpdatedRows) return undefined;
	await tx.insertInto('staffIdentity', { issuer, subject, staffId: id, linkedAt: now(), ruledByProvider: 1 }).execute();
	await audit.record(tx, 'staff.created-by-provider', id);
	return id;
}

async function follow(tx: AuthorityScope, staffId: string, role: Role): Promise<void> {
	const changed = await tx
		.updateTable('staff')
		.set({ role })
		.where('staff.id', '=', staffId)
		.where('staff.role', '!=', role)
		.executeTakeFirst();
	if (!changed.numUpdatedRows) return;
	await endAllOf(tx, staffId);
	await audit.record(tx, 'staff.role-changed-by-provider', staffId);
}

/** Says that an account of the authority's own sign-in is this member of staff, whose role stays ours to give. */
export async function link(scope: AuthorityScope, staffId: string, issuer: string, subject: string): Promise<void> {
	await scope.transaction(async (tx) => {
		await tx
			.deleteFrom('staffIdentity')
			.where('staffIdentity.issuer', '=', issuer)
			.where((one) => one.or([one('staffIdentity.subject', '=', subject), one('staffIdentity.staffId', '=', staffId)]))
			.execute();
		await tx.insertInto('staffIdentity', { issuer, subject, staffId, linkedAt: now(), ruledByProvider: 0 }).execute();
		await audit.record(tx, 'staff.linked', staffId);
	});
}

/** True when this account is this member of staff's: for showing once more who one is. */
export async function isOf(scope: AuthorityScope, staffId: string, issuer: string, subject: string): Promise<boolean> {
	const found = await scope
		.selectFrom('staffIdentity')
		.select('staffIdentity.staffId')
		.where('staffIdentity.issuer', '=', issuer)
		.where('staffIdentity.subject', '=', subject)
		.executeTakeFirst();
	return found?.staffId === staffId;
}
