import type { Selectable } from 'kysely';
import { argonFits, argonHash } from './auth/argon.ts';
import { pace } from './auth/limits.ts';
import { locatorOf, newCode, newLocator, newToken, peppered, secretOf, tokenHash } from './auth/tokens.ts';
import { after, now } from './clock.ts';
import type { Connection } from './db/connect.ts';
import type { AuthorityScope } from './db/scope.ts';
import type { CardTable } from './db/tables/entry.ts';
import { newId } from './ids.ts';

export type Card = Selectable<CardTable>;

/** A card is claimed within so many days of being made, or never. */
const CLAIM_DAYS = 14;
/** Wrong tries at the six secret symbols. */
const MOST_TRIES = 5;
const DAY_MS = 86_400_000;

/** What a new card will be, with the slow part done: argon2id waits outside of a transaction. */
export interface Drawn {
	secret: string;
	secretHash: string;
	token: string;
}

const hashOf = (secret: string) => argonHash(peppered('card', secret));

/** A hash that no card has, so that an unknown code takes as long to refuse as a wrong one. */
let nobodys: Promise<string> | undefined;

export async function draw(code = newCode()): Promise<Drawn> {
	const secret = secretOf(code);
	return { secret, secretHash: await hashOf(secret), token: newToken() };
}

/** Makes a drawn card the one of a consultation: an earlier one opens nothing any more. Returns its code. */
export async function put(
	tx: AuthorityScope,
	consultationId: string,
	{ secret, secretHash, token }: Drawn,
	locator = newLocator()
): Promise<{ code: string; token: string; claimBy: string }> {
	await tx
		.updateTable('card')
		.set({ locator: null, secretHash: null, tokenHash: null, replacedAt: now() })
		.where('card.consultationId', '=', consultationId)
		.where('card.replacedAt', 'is', null)
		.execute();
	const card = { consultationId, madeAt: now(), claimBy: after(CLAIM_DAYS * DAY_MS), secretHash, tries: 0 };
	// Somebody else's card may have the same four symbols, in any authority: then it gets four others.
	for (let trying = locator; ; trying = newLocator()) {
		const made = await tx
			.insertInto('card', { ...card, id: newId(), locator: trying, tokenHash: tokenHash(token) })
			.onConflict((taken) => taken.column('locator').doNothing())
			.executeTakeFirst();
		if (made.numInsertedOrUpdatedRows) return { code: trying + secret, token, claimBy: card.claimBy };
	}
}

/** The card whose token this is. */
export const withToken = (connection: Connection, token: string): Promise<Card | undefined> =>
	connection.directory
		.selectFrom('card')
		.selectAll()
		.where('tokenHash', '=', tokenHash(token))
		.where('blockedAt', 'is', null)
		.executeTakeFirst();

/**
 * The card whose code this is. A wrong one is counted before it is looked at, so that many tries at once count in full;
 * `spent` names the card whose last try that was.
 */
export async function withCode(connection: Connection, code: string): Promise<{ card?: Card; spent?: Card }> {
	const { directory } = connection;
	const found = await directory
		.selectFrom('card')
		.selectAll()
		.where('locator', '=', locatorOf(code))
		.executeTakeFirst();
	await pace(connection, found?.authorityId ?? 'nobody');
	const counted = found && (await count(directory, found));
	const fits = await argonFits(
		(counted && found?.secretHash) || (await (nobodys ??= hashOf(newCode()))),
		peppered('card', secretOf(code))
	);
	if (!found || !counted) return {};
	if (!fits) return counted >= MOST_TRIES && (await block(directory, found)) ? { spent: found } : {};
	await directory
		.updateTable('card')
		.set({ tries: 0 })
		.where('authorityId', '=', found.authorityId)
		.where('id', '=', found.id)
		.execute();
	return { card: found };
}

/** One more try; undefined when there are none left. */
async function count(directory: Connection['directory'], { authorityId, id }: Card): Promise<number | undefined> {
	const counted = await directory
		.updateTable('card')
		.set(({ eb }) => ({ tries: eb('tries', '+', 1) }))
		.where('authorityId', '=', authorityId)
		.where('id', '=', id)
		.where('blockedAt', 'is', null)
		.where('tries', '<', MOST_TRIES)
		.returning('tries')
		.executeTakeFirst();
	return counted?.tries;
}

/** True for whoever blocked it. */
async function block(directory: Connection['directory'], { authorityId, id }: Card): Promise<boolean> {
	const done = await directory
		.updateTable('card')
		.set({ blockedAt: now() })
		.where('authorityId', '=', authorityId)
		.where('id', '=', id)
		.where('blockedAt', 'is', null)
		.executeTakeFirst();
	return done.numUpdatedRows > 0;
}

/**
 * Claims a card: of all who press at the same moment one gets it. One that was claimed is claimed anew only by whoever
 * saw that earlier claim (`before`), and again by one of them.
 */
export async function claim(scope: AuthorityScope, { id, claimedAt }: Card): Promise<boolean> {
	const done = await scope
		.updateTable('card')
		.set({ claimedAt: now() })
		.where('card.id', '=', id)
		.where('card.claimedAt', claimedAt ? '=' : 'is', claimedAt)
		.executeTakeFirst();
	return done.numUpdatedRows > 0;
}

/** Gives a claim back: whoever claimed it left before there was anything to keep. */
export async function unclaim(scope: AuthorityScope, consultationId: string): Promise<void> {
	await scope
		.updateTable('card')
		.set({ claimedAt: null })
		.where('card.consultationId', '=', consultationId)
		.where('card.replacedAt', 'is', null)
		.execute();
}

/** The card of a consultation opens nothing any more; the next one will. */
export async function blockOf(scope: AuthorityScope, consultationId: string): Promise<void> {
	await scope
		.updateTable('card')
		.set({ blockedAt: now() })
		.where('card.consultationId', '=', consultationId)
		.where('card.replacedAt', 'is', null)
		.execute();
}
