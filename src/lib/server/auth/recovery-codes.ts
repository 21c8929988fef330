import { createHmac } from 'node:crypto';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope, NewRow } from '../db/scope.ts';
import { setting } from '../settings.ts';
import { tellOfChange } from './notify.ts';
import { hashPassword, passwordFits } from './passwords.ts';
import { ALPHABET, readCode } from './tokens.ts';

type RecoveryCode = NewRow<'recoveryCode'>;

/** So many are given at once. */
const HOW_MANY = 10;

/** Ten codes of ten symbols from bytes that nobody can guess: the same bytes make the same codes. */
export function codesFrom(draw: (what: string) => Buffer): string[] {
	return Array.from({ length: HOW_MANY }, (_, number) =>
		[...draw(`recovery code ${number}`).subarray(0, 10)].map((byte) => ALPHABET[byte & 31]).join('')
	);
}

/** What is hashed in place of a code: worth nothing without the server's secret. */
const keyed = (staffId: string, code: string) =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`recovery:${staffId}:${code}`).digest('hex');

/**
 * By what a row is found again, so that one hash is made for a code and not one for each row: eight bits of the keyed
 * code. Without the server's secret they say nothing; with it a guesser is left with 42 bits against argon2id.
 */
const placeOf = (keyedCode: string) => keyedCode.slice(0, 2);

/** As they are kept: by argon2id, like passwords, one after the other so that others have their turn. */
export async function hashed(staffId: string, codes: readonly string[]): Promise<RecoveryCode[]> {
	const rows: RecoveryCode[] = [];
	for (const code of codes) {
		const given = keyed(staffId, code);
		rows.push({ staffId, codeHash: await hashPassword(given), place: placeOf(given), usedAt: null });
	}
	return rows;
}

/** Keeps new codes, made by `hashed` beforehand; the earlier ones are worth nothing any more. */
export async function keep(tx: AuthorityScope, staffId: string, codes: RecoveryCode[]): Promise<void> {
	await tx.deleteFrom('recoveryCode').where('recoveryCode.staffId', '=', staffId).execute();
	await tx.insertInto('recoveryCode', codes).execute();
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

/** True when this is one of theirs that has not been used: from now on it has. Takes as long for one that is nobody's. */
export async function use(scope: AuthorityScope, staffId: string, typed: string): Promise<boolean> {
	const code = readCode(typed);
	const found = code && (await fitting(scope, staffId, keyed(staffId, code)));
	if (!found) return false;
	return scope.transaction(async (tx) => {
		const used = await tx
			.updateTable('recoveryCode')
			.set({ usedAt: now() })
			.where('recoveryCode.staffId', '=', staffId)
			.where('recoveryCode.codeHash', '=', found)
			.where('recoveryCode.usedAt', 'is', null)
			.executeTakeFirst();
		if (!used.numUpdatedRows) return false;
		await audit.record(tx, 'staff.recovery-code-used', staffId);
		await tellOfChange(tx, staffId);
		return true;
	});
}

/** The hash of theirs that this is the code of. */
async function fitting(scope: AuthorityScope, staffId: string, given: string): Promise<string | undefined> {
	const rows = await scope
		.selectFrom('recoveryCode')
		.select('recoveryCode.codeHash')
		.where('recoveryCode.staffId', '=', staffId)
		.where('recoveryCode.place', '=', placeOf(given))
		.where('recoveryCode.usedAt', 'is', null)
		.execute();
	if (!rows.length) await passwordFits(undefined, given);
	for (const { codeHash } of rows) if (await passwordFits(codeHash, given)) return codeHash;
	return undefined;
}
