import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { decoys, seeded, shuffled } from '#lib/domain/decoys.ts';
import { pathOf, readDoodle, viewOf, writeDoodle, type Doodle } from '#lib/domain/doodle.ts';
import { clean } from '#lib/forms/engine.ts';
import { languageOf } from '#lib/i18n/languages.ts';
import * as audit from './audit.ts';
import { argonFits, argonHash } from './auth/argon.ts';
import { peppered, westernDigits } from './auth/tokens.ts';
import * as cards from './cards.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import type { ChildSecretTable } from './db/tables/entry.ts';
import * as entryNotes from './entry-notes.ts';
import { openerFor, sealerFor } from './sealing/index.ts';
import { setting } from './settings.ts';
import { serverTranslator } from './words.ts';

/*
 * What only the child knows. It keeps the household out: beside the card or the session, never instead of them. A child
 * finds again what they made themselves, so nothing needs to be remembered by heart (WCAG 3.3.8).
 */

export type SecretKind = ChildSecretTable['kind'];

/** What is needed of a consultation to make or try one. */
interface Consultation {
	id: string;
	reviewId: string;
	childId: string;
	openedBy: string | null;
}

/** The two drawings or words, or the PIN in `first`. */
export interface Given {
	kind: SecretKind;
	first: string;
	second: string;
}
export type SecretRefusal = 'draw-more' | 'write-both' | 'same-words' | 'too-long' | 'pin-digits' | 'pin-easy';

const BESIDE = 11;
const MOST_TRIES = 3;
const LONGEST_WORD = 40;

/** Checks what somebody made: what to keep of it, or why it would be no secret. */
export function check({ kind, first, second }: Given): { first: string; second: string | null } | SecretRefusal {
	if (kind === 'pin') return checkPin(first);
	if (kind === 'words') return checkWords(clean(first).trim(), clean(second).trim());
	const drawn = [readDoodle(first), readDoodle(second)];
	if (drawn.some((one) => one === undefined || one === 'too-little')) return 'draw-more';
	const [one, two] = drawn as Doodle[];
	return { first: writeDoodle(one!), second: writeDoodle(two!) };
}

function checkPin(pin: string): { first: string; second: null } | SecretRefusal {
	const digits = westernDigits(pin);
	if (!/^\d{4,8}$/.test(digits)) return 'pin-digits';
	const steps = [...digits].slice(1).map((digit, i) => Number(digit) - Number(digits[i]));
	const easy =
		steps.every((step) => step === 0) || steps.every((step) => step === 1) || steps.every((step) => step === -1);
	return easy ? 'pin-easy' : { first: digits, second: null };
}

function checkWords(one: string, two: string): { first: string; second: string } | SecretRefusal {
	if (!one || !two) return 'write-both';
	if (one.length > LONGEST_WORD || two.length > LONGEST_WORD) return 'too-long';
	return shown(one) === shown(two) ? 'same-words' : { first: one, second: two };
}

/** How a word is shown among others: all alike. */
const shown = (word: string) => word.toLocaleLowerCase().replace(/\s+/g, ' ');

const hashOf = (pin: string) => peppered('pin', pin);
const placeOf = (consultationId: string, column: 'first' | 'second') =>
	({ table: 'childSecret', row: consultationId, column }) as const;

/** Keeps what the child made, once: a second one of two tabs is not kept. */
export async function make(
	scope: AuthorityScope,
	consultation: Consultation,
	given: Given
): Promise<'made' | SecretRefusal> {
	const checked = check(given);
	if (typeof checked === 'string') return checked;
	const { id, reviewId } = consultation;
	const first = given.kind === 'pin' ? await argonHash(hashOf(checked.first)) : checked.first;
	await scope.transaction(async (tx) => {
		const sealer = await sealerFor(tx, { review: reviewId });
		await tx
			.insertInto('childSecret', {
				consultationId: id,
				kind: given.kind,
				madeAt: now(),
				first: sealer.seal(placeOf(id, 'first'), first),
				second: checked.second && sealer.seal(placeOf(id, 'second'), checked.second),
				seed: randomBytes(16).toString('base64url'),
				tries: 0
			})
			.onConflict((there) => there.doNothing())
			.execute();
		await audit.record(tx, 'child-secret.made', id);
	});
	return 'made';
}

async function read(scope: AuthorityScope, { id, reviewId }: Consultation) {
	const row = await scope
		.selectFrom('childSecret')
		.selectAll()
		.where('childSecret.consultationId', '=', id)
		.executeTakeFirst();
	if (!row) return undefined;
	const opener = await openerFor(scope, { review: reviewId });
	const open = (column: 'first' | 'second') => (row[column] ? opener.open(placeOf(id, column), row[column]) : '');
	return { ...row, first: open('first'), second: open('second') };
}
type Secret = NonNullable<Awaited<ReturnType<typeof read>>>;

/** One of twelve to choose from: a picture as the lines of an SVG, or a word. */
export interface Choice {
	id: string;
	strokes?: { ink: number; path: string }[];
	/** What of the sheet is shown, the same for all. */
	view?: string;
	word?: string;
}

/** The id of one of the twelve: always the same, and nothing shows which of them is the child's own. */
const choiceId = ({ consultationId, madeAt, seed }: Secret, round: 1 | 2, place: number): string =>
	createHmac('sha256', setting('SAYSO_SECRET'))
		.update(`choice:${consultationId}:${madeAt}:${seed}:${round}:${place}`)
		.digest('base64url')
		.slice(0, 16);

/** The twelve of one round, in any order; the child's own is the first of what is put in. Empty for a PIN. */
export async function choices(scope: AuthorityScope, consultation: Consultation, round: 1 | 2): Promise<Choice[]> {
	const secret = await read(scope, consultation);
	if (!secret || secret.kind === 'pin') return [];
	const own = round === 1 ? secret.first : secret.second;
	const named = (choice: Omit<Choice, 'id'>, place: number) => ({ id: choiceId(secret, round, place), ...choice });
	const all = secret.kind === 'words' ? wordsBeside(own, secret, round) : doodlesBeside(own, secret, round);
	return shuffled(all.map(named), () => randomInt(2 ** 32) / 2 ** 32);
}

function doodlesBeside(own: string, { seed }: Secret, round: number): Omit<Choice, 'id'>[] {
	const doodle = readDoodle(own) as Doodle;
	const all = [doodle, ...decoys(doodle, `${seed}:${round}`, BESIDE)];
	const view = viewOf(all);
	return all.map((one) => ({
		view,
		strokes: one.map((stroke) => ({ ink: stroke.ink, path: pathOf(stroke) }))
	}));
}

/** Made-up words in the script of the child's own: `decoys:words`, frozen like the drawings' motifs. */
function wordsBeside(own: string, { seed }: Secret, round: number): Omit<Choice, 'id'>[] {
	const language = languageOf(/\p{Script=Arabic}/u.test(own) ? 'ar' : 'en')!;
	const known = serverTranslator(language)('decoys:words')
		.split(/\s*[.،,]\s*/)
		.filter(Boolean);
	const others = shuffled(known, seeded(`${seed}:${round}`)).filter((word) => shown(word) !== shown(own));
	return [own, ...others.slice(0, BESIDE)].map((word) => ({ word: shown(word) }));
}

/** What somebody gives to unlock: the two they chose, or the PIN in `first`. */
export interface Try {
	first: string;
	second: string;
}
export type Tried = { open: true } | { open: false; left: number };

/**
 * Tries to unlock. Counted before it is looked at. After three wrong ones the card opens nothing any more and the worker
 * is told; the secret stays for the card that follows.
 */
export async function unlock(scope: AuthorityScope, consultation: Consultation, given: Try): Promise<Tried> {
	const { id } = consultation;
	const counted = await scope
		.updateTable('childSecret')
		.set(({ eb }) => ({ tries: eb('childSecret.tries', '+', 1) }))
		.where('childSecret.consultationId', '=', id)
		.where('childSecret.tries', '<', MOST_TRIES)
		.returning('childSecret.tries')
		.executeTakeFirst();
	const secret = counted && (await read(scope, consultation));
	if (secret && (await fits(secret, given))) {
		await setTries(scope, id, 0);
		return { open: true };
	}
	if (counted?.tries === MOST_TRIES) await stop(scope, consultation);
	return { open: false, left: counted ? MOST_TRIES - counted.tries : 0 };
}

const fits = (secret: Secret, { first, second }: Try): boolean | Promise<boolean> => {
	if (secret.kind !== 'pin') return first === choiceId(secret, 1, 0) && second === choiceId(secret, 2, 0);
	const pin = checkPin(first);
	return typeof pin !== 'string' && argonFits(secret.first, hashOf(pin.first));
};

async function setTries(scope: AuthorityScope, id: string, tries: number): Promise<void> {
	await scope.updateTable('childSecret').set({ tries }).where('childSecret.consultationId', '=', id).execute();
}

async function stop(scope: AuthorityScope, consultation: Consultation): Promise<void> {
	await scope.transaction(async (tx) => {
		await cards.blockOf(tx, consultation.id);
		await entryNotes.note(tx, consultation, 'secret-tries');
		await audit.record(tx, 'child-secret.stopped', consultation.id);
	});
}

/** A new card may be tried again three times. */
export const allowTries = (tx: AuthorityScope, consultationId: string): Promise<void> =>
	setTries(tx, consultationId, 0);
