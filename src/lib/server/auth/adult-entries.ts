import { createHmac, randomInt } from 'node:crypto';
import type { Selectable } from 'kysely';
import { after, now } from '../clock.ts';
import { database } from '../database.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { AdultEntryTable } from '../db/tables/people.ts';
import { newId } from '../ids.ts';
import { setting } from '../settings.ts';
import { newToken, tokenHash } from './tokens.ts';

/*
 * The rows behind an adult's way in: a letter's code that has been given, a message that is under way, a code that a
 * worker reads out. Each lasts minutes, opens once, and is kept as hashes only.
 */

export type AdultEntry = Selectable<AdultEntryTable>;

export const MINUTES = { code: 30, message: 10, spoken: 60 } as const;
/** Wrong digits, after which an entry opens nothing. */
const MOST_TRIES = 5;
/** Messages for one consultation in a day: nobody's inbox is filled, and nobody guesses at many codes. */
const MOST_A_DAY = 10;
const DAY_MS = 86_400_000;

const inMinutes = (minutes: number): string => after(minutes * 60_000);

/** What is kept of six digits: keyed, and bound to the entry, so that no two alike look alike. */
const digitsHash = (id: string, digits: string): string =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`digits:${id}:${digits}`).digest('hex');

const newDigits = (): string => String(randomInt(1_000_000)).padStart(6, '0');

/** What is read out follows from the entry's id, so that its page can be loaded again and only a hash is kept. */
const digitsOf = (id: string): string => {
	const bytes = createHmac('sha256', setting('SAYSO_SECRET')).update(`read out:${id}`).digest();
	return String(bytes.readUInt32BE() % 1_000_000).padStart(6, '0');
};

const EMPTY = { browserHash: null, proof: null, linkHash: null, digitsHash: null, withCode: 0, tries: 0, madeBy: null };

/** A browser has given the letter's code. */
export async function begun(scope: AuthorityScope, consultationId: string, browser: string): Promise<void> {
	const entry = { ...EMPTY, id: newId(), consultationId, browserHash: tokenHash(browser), withCode: 1 };
	await scope.insertInto('adultEntry', { ...entry, madeAt: now(), expiresAt: inMinutes(MINUTES.code) }).execute();
}

/** A message to a browser's adult: the secrets that go into it. Undefined when there were too many of them today. */
export async function sending(
	tx: AuthorityScope,
	entry: { consultationId: string; browser: string; proof: 'email' | 'text'; withCode: boolean }
): Promise<{ digits: string; token: string } | undefined> {
	const { consultationId, browser, proof, withCode } = entry;
	await forgetOld(tx, consultationId);
	const { sent } = await tx
		.selectFrom('adultEntry')
		.select(({ fn }) => fn.countAll<number | string>().as('sent'))
		.where('adultEntry.consultationId', '=', consultationId)
		.where('adultEntry.madeAt', '>', after(-DAY_MS))
		.where('adultEntry.proof', 'in', ['email', 'text'])
		.executeTakeFirstOrThrow();
	if (Number(sent) >= MOST_A_DAY) return undefined;
	const [id, digits, token] = [newId(), newDigits(), newToken()];
	await tx
		.insertInto('adultEntry', {
			...EMPTY,
			...{ id, consultationId, proof, browserHash: tokenHash(browser), withCode: withCode ? 1 : 0 },
			...{ linkHash: tokenHash(token), digitsHash: digitsHash(id, digits) },
			...{ madeAt: now(), expiresAt: inMinutes(MINUTES.message) }
		})
		.execute();
	return { digits, token };
}

/** What is long ago opens nothing, and is counted no more. */
async function forgetOld(tx: AuthorityScope, consultationId: string): Promise<void> {
	await tx
		.deleteFrom('adultEntry')
		.where('adultEntry.consultationId', '=', consultationId)
		.where('adultEntry.madeAt', '<=', after(-DAY_MS))
		.execute();
}

/** Six digits that a member of staff reads out to somebody they know to be the right one; an earlier one opens nothing. */
export async function spoken(tx: AuthorityScope, consultationId: string): Promise<string> {
	await tx
		.deleteFrom('adultEntry')
		.where('adultEntry.consultationId', '=', consultationId)
		.where('adultEntry.proof', '=', 'spoken')
		.where('adultEntry.usedAt', 'is', null)
		.execute();
	const id = newId();
	const digits = digitsOf(id);
	await tx
		.insertInto('adultEntry', {
			...EMPTY,
			...{ id, consultationId, proof: 'spoken', digitsHash: digitsHash(id, digits), madeBy: tx.staffId },
			...{ madeAt: now(), expiresAt: inMinutes(MINUTES.spoken) }
		})
		.execute();
	return digits;
}

/** The six digits that the actor has made to read out, and that still work. */
export async function digitsReadOut(scope: AuthorityScope) {
	const rows = await scope
		.selectFrom('adultEntry')
		.select(['adultEntry.id', 'adultEntry.consultationId', 'adultEntry.expiresAt'])
		.where('adultEntry.proof', '=', 'spoken')
		.where('adultEntry.madeBy', '=', scope.staffId)
		.where('adultEntry.usedAt', 'is', null)
		.where('adultEntry.expiresAt', '>', now())
		.where('adultEntry.tries', '<', MOST_TRIES)
		.execute();
	return rows.map(({ id, ...row }) => ({ ...row, digits: digitsOf(id) }));
}

const live = () =>
	database()
		.directory.selectFrom('adultEntry')
		.selectAll()
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now())
		.where('tries', '<', MOST_TRIES);

/** What of a browser's entries can still open something, the latest first. */
export const ofBrowser = (browser: string): Promise<AdultEntry[]> =>
	live().where('browserHash', '=', tokenHash(browser)).orderBy('madeAt', 'desc').orderBy('id', 'desc').execute();

/** The entry whose link this is, if it is this browser that asked for it. */
export const withLink = (token: string, browser: string): Promise<AdultEntry | undefined> =>
	live().where('linkHash', '=', tokenHash(token)).where('browserHash', '=', tokenHash(browser)).executeTakeFirst();

/**
 * The entry whose six digits these are: one of a message to this browser, or one read out to somebody whose browser has
 * given the letter's code. Wrong ones count against each that they could have opened.
 */
export async function withDigits(digits: string, browser: string): Promise<AdultEntry | undefined> {
	const own = await ofBrowser(browser);
	const all = [...own, ...(await readOutTo(own))].filter((entry) => entry.digitsHash !== null);
	const found = all.find(({ id, digitsHash: kept }) => kept === digitsHash(id, digits));
	if (!found) await count(all);
	return found;
}

/** What was read out to those whose browser has given the letter's code. */
async function readOutTo(own: AdultEntry[]): Promise<AdultEntry[]> {
	const letter = own.find(({ withCode }) => withCode);
	if (!letter) return [];
	const { authorityId, consultationId } = letter;
	const ofConsultation = live().where('authorityId', '=', authorityId).where('consultationId', '=', consultationId);
	return ofConsultation.where('proof', '=', 'spoken').execute();
}

async function count(entries: AdultEntry[]): Promise<void> {
	for (const { authorityId, id } of entries) {
		await database()
			.directory.updateTable('adultEntry')
			.set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
			.where('authorityId', '=', authorityId)
			.where('id', '=', id)
			.execute();
	}
}

/** Uses an entry: of all who press at the same moment one gets true, and everything else under way is spent with it. */
export async function use(tx: AuthorityScope, { id, consultationId }: AdultEntry): Promise<boolean> {
	const won = await tx
		.updateTable('adultEntry')
		.set({ usedAt: now() })
		.where('adultEntry.id', '=', id)
		.where('adultEntry.usedAt', 'is', null)
		.executeTakeFirst();
	if (!won.numUpdatedRows) return false;
	await tx
		.updateTable('adultEntry')
		.set({ usedAt: now() })
		.where('adultEntry.consultationId', '=', consultationId)
		.where('adultEntry.usedAt', 'is', null)
		.execute();
	return true;
}

/** The first time: from now on a message alone lets this adult in. */
export async function verify(tx: AuthorityScope, { consultationId, proof }: AdultEntry): Promise<void> {
	await tx
		.updateTable('consultation')
		.set({ verifiedAt: now(), verifiedBy: proof })
		.where('consultation.id', '=', consultationId)
		.where('consultation.verifiedAt', 'is', null)
		.execute();
}
