import { randomBytes } from 'node:crypto';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import * as outbox from '../outbox/index.ts';
import { setting } from '../settings.ts';
import { serverTranslator } from '../words.ts';
import { hashPassword } from './passwords.ts';
import { endAllOf } from './staff-sessions.ts';
import { ALPHABET } from './tokens.ts';

/*
 * Two accounts of each authority for the day nobody else can sign in: the authority's own sign-in is down, or the last
 * administrator has left. Their passphrases are printed once and lie in sealed envelopes; they need no second step, and
 * their use is told to every manager and administrator at once.
 */

export const HOW_MANY = 2;
const GROUPS = 8;
const GROUP = 5;

/** Forty symbols, 200 bits, in groups that are read out and typed without doubt. */
function newPassphrase(): string {
	const symbols = [...randomBytes(GROUPS * GROUP)].map((byte) => ALPHABET[byte & 31]);
	return Array.from({ length: GROUPS }, (_, group) => symbols.slice(group * GROUP, (group + 1) * GROUP).join('')).join(
		'-'
	);
}

/** What is printed once, and lies in an envelope. */
export interface BreakGlass {
	email: string;
	passphrase: string;
}

/** Makes both accounts, or gives those that are there new passphrases. The old ones, and who came in with them, are out. */
export async function make(scope: AuthorityScope): Promise<BreakGlass[]> {
	const { code } = await scope.authority();
	const t = serverTranslator();
	const made = Array.from({ length: HOW_MANY }, (_, index) => ({
		email: `break-glass-${index + 1}@${code}.invalid`,
		name: t('account:break-glass.name', { number: String(index + 1) }),
		passphrase: newPassphrase()
	}));
	const hashes: string[] = [];
	for (const { passphrase } of made) hashes.push(await hashPassword(passphrase));
	await scope.transaction(async (tx) => {
		for (const [index, { email, name }] of made.entries()) await set(tx, email, name, hashes[index]!);
	});
	return made.map(({ email, passphrase }) => ({ email, passphrase }));
}

async function set(tx: AuthorityScope, email: string, name: string, passwordHash: string): Promise<void> {
	const at = now();
	const found = await tx.selectFrom('staff').select('staff.id').where('staff.email', '=', email).executeTakeFirst();
	const id = found?.id ?? newId();
	const account = { name, role: 'administrator', passwordHash, breakGlassAt: at, breakGlassUsedAt: null } as const;
	if (found) {
		const again = { ...account, endedAt: null };
		await tx.updateTable('staff').set(again).where('staff.id', '=', id).execute();
		await endAllOf(tx, id);
	} else {
		await tx.insertInto('staff', { ...account, id, externalId: `break-glass ${id}`, email, createdAt: at }).execute();
	}
	await audit.record(tx, 'staff.break-glass-made', id);
}

/** A break-glass account was opened: written down, told to every manager and administrator, and shown until it is looked into. */
export async function alarm(scope: AuthorityScope, id: string): Promise<void> {
	const at = now();
	await scope.transaction(async (tx) => {
		await audit.record(tx, 'staff.break-glass-used', id);
		await tx.updateTable('staff').set({ breakGlassUsedAt: at }).where('staff.id', '=', id).execute();
		for (const staffId of await toTell(tx)) {
			await outbox.post(tx, {
				to: { staffId },
				template: 'break-glass-used',
				language: 'en',
				values: { link: `${setting('ORIGIN')}/sign-in` },
				about: 'authority',
				dedupe: `break-glass:${id}:${at}:${staffId}`
			});
		}
	});
}

async function toTell(tx: AuthorityScope): Promise<string[]> {
	const rows = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.role', 'in', ['manager', 'administrator'])
		.where('staff.endedAt', 'is', null)
		.where('staff.email', 'is not', null)
		.where('staff.breakGlassAt', 'is', null)
		.execute();
	return rows.map(({ id }) => id);
}

/** When a break-glass account was last opened, unless somebody has looked into it; for managers and administrators. */
export async function lastUse(scope: AuthorityScope): Promise<string | undefined> {
	const used = await scope
		.selectFrom('staff')
		.select('staff.breakGlassUsedAt as at')
		.where('staff.breakGlassUsedAt', 'is not', null)
		.orderBy('staff.breakGlassUsedAt', 'desc')
		.executeTakeFirst();
	return used?.at ?? undefined;
}

/** Somebody has looked into it: the notice goes, the log stays. Never by the account itself. */
export async function lookedInto(scope: AuthorityScope): Promise<void> {
	await scope.transaction(async (tx) => {
		const used = await tx
			.selectFrom('staff')
			.select('staff.id')
			.where('staff.breakGlassUsedAt', 'is not', null)
			.where('staff.id', '!=', tx.staffId ?? '')
			.execute();
		for (const { id } of used) {
			await tx.updateTable('staff').set({ breakGlassUsedAt: null }).where('staff.id', '=', id).execute();
			await audit.record(tx, 'staff.break-glass-looked-into', id);
		}
	});
}
