import * as v from 'valibot';
import { isRole } from '#lib/domain/role.ts';
import * as audit from './audit.ts';
import { hashPassword, SHORTEST_PASSWORD } from './auth/passwords.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

export interface NewStaff {
	email: string;
	name: string;
	role: string;
	password: string;
	/** Their id in the case system's extracts: it ties their caseload to them. */
	externalId: string | null;
}

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
	const email = input.email.trim().toLowerCase();
	const name = input.name.trim();
	if (!v.is(v.pipe(v.string(), v.email()), email)) return { refused: 'staff-email' };
	if (!name) return { refused: 'staff-name' };
	if (!isRole(input.role)) return { refused: 'staff-role' };
	if (input.password.length < SHORTEST_PASSWORD) return { refused: 'staff-password' };
	const passwordHash = await hashPassword(input.password);
	const { role, externalId } = input;

	return scope.transaction(async (tx) => {
		const known = await named(tx, name, externalId);
		if (known?.email) return { refused: 'staff-professional' } as const;
		const id = known?.id ?? newId();
		if (known) {
			if (await taken(tx, email)) return { refused: 'staff-exists' } as const;
			await tx.updateTable('staff').set({ email, name, role, passwordHash }).where('staff.id', '=', id).execute();
		} else {
			const made = await tx
				.insertInto('staff', { id, externalId, email, name, role, passwordHash, createdAt: now() })
				.onConflict((same) => same.column('email').doNothing())
				.executeTakeFirst();
			if (!made.numInsertedOrUpdatedRows) return { refused: 'staff-exists' } as const;
		}
		await audit.record(tx, 'staff.created', id);
		return { id };
	});
}

async function named(tx: AuthorityScope, name: string, externalId: string | null) {
	const staff = tx.selectFrom('staff').select(['staff.id', 'staff.email']);
	if (externalId) return staff.where('staff.externalId', '=', externalId).executeTakeFirst();
	const same = await staff.where('staff.name', '=', name).where('staff.email', 'is', null).execute();
	return same.length === 1 ? same[0] : undefined;
}

/** Within this authority; a neighbour's address is refused by the table's own unique key. */
async function taken(tx: AuthorityScope, email: string): Promise<boolean> {
	return (
		(await tx.selectFrom('staff').select('staff.id').where('staff.email', '=', email).executeTakeFirst()) !== undefined
	);
}
