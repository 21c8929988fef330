import { createHmac } from 'node:crypto';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { setting } from '../settings.ts';
import { tellOfChange } from './notify.ts';
import { ALPHABET, readCode } from './tokens.ts';

/** So many are given at once. */
const HOW_MANY = 10;

/** Ten codes of ten symbols from bytes that nobody can guess: the same bytes make the same codes. */
export function codesFrom(draw: (what: string) => Buffer): string[] {
	return Array.from({ length: HOW_MANY }, (_, number) =>
		[...draw(`recovery code ${number}`).subarray(0, 10)].map((byte) => ALPHABET[byte & 31]).join('')
	);
}

const hashOf = (staffId: string, code: string) =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`recovery:${staffId}:${code}`).digest('hex');

/** Keeps new codes, as hashes; the earlier ones are worth nothing any more. */
export async function keep(tx: AuthorityScope, staffId: string, codes: readonly string[]): Promise<void> {
	await tx.deleteFrom('recoveryCode').where('recoveryCode.staffId', '=', staffId).execute();
	const rows = codes.map((code) => ({ staffId, codeHash: hashOf(staffId, code), usedAt: null }));
	await tx.insertInto('recoveryCode', rows).execute();
}

/** How many are left. */
export async function left(scope: AuthorityScope, staffId: string): Promise<number> {
	const { count } = await scope
		.selectFrom('recoveryCode')
		.where('recoveryCode.staffId', '=', staffId)
		.where('recoveryCode.usedAt', 'is', null)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

/** True when this is one of theirs that has not been used: from now on it has. */
export async function use(scope: AuthorityScope, staffId: string, typed: string): Promise<boolean> {
	const code = readCode(typed);
	if (!code) return false;
	return scope.transaction(async (tx) => {
		const used = await tx
			.updateTable('recoveryCode')
			.set({ usedAt: now() })
			.where('recoveryCode.staffId', '=', staffId)
			.where('recoveryCode.codeHash', '=', hashOf(staffId, code))
			.where('recoveryCode.usedAt', 'is', null)
			.executeTakeFirst();
		if (!used.numUpdatedRows) return false;
		await audit.record(tx, 'staff.recovery-code-used', staffId);
		await tellOfChange(tx, staffId);
		return true;
	});
}
