import { setTimeout as sleep } from 'node:timers/promises';
import type { Cookies } from '@sveltejs/kit';
import type { Selectable } from 'kysely';
import { maskedEmail, maskedPhone } from '#lib/domain/masked.ts';
import type { Language } from '#lib/i18n/languages.ts';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import * as consultations from '../consultations.ts';
import { database } from '../database.ts';
import { AuthorityScope, sameAuthority } from '../db/scope.ts';
import type { ConsultationTable } from '../db/schema.ts';
import { formatDay } from '../format.ts';
import { post } from '../outbox/index.ts';
import { emailOf, phoneOf } from '../outbox/addresses.ts';
import * as people from '../people.ts';
import * as recipients from '../recipients.ts';
import { setting } from '../settings.ts';
import { isOver } from './adult-access.ts';
import * as entries from './adult-entries.ts';
import type { AdultEntry } from './adult-entries.ts';
import { addressKey, attempt, countFailure, pace, type Tried } from './limits.ts';
import * as participantSessions from './participant-sessions.ts';
import { cookieName, cookieOptions } from './sessions.ts';
import { newToken, readDigits, readToken } from './tokens.ts';

/*
 * How a parent or a carer comes in. The first time with the code of their letter and a message to their email or phone
 * (or a code that a worker reads out); afterwards with a message alone. What a message brings works in the browser that
 * asked for it, for ten minutes, once.
 */

type Consultation = Selectable<ConsultationTable>;
export type Way = 'email' | 'text';

/** So long nothing may happen. */
export const IDLE_MINUTES = 20;

const COOKIE = 'way-in';
/** Whatever is found, the answer to "send me a message" takes so long: the time tells nothing either. */
const SAME_TIME_MS = 400;

const scopeOf = ({ authorityId, id, audience }: Consultation): AuthorityScope =>
	new AuthorityScope(database().db, authorityId, { kind: 'participant', consultationId: id, audience });

const consultationOf = ({ authorityId, consultationId }: AdultEntry): Promise<Consultation | undefined> =>
	database()
		.directory.selectFrom('consultation')
		.selectAll()
		.where('authorityId', '=', authorityId)
		.where('id', '=', consultationId)
		.executeTakeFirst();

/** The secret of the browser at hand, and whether it has asked for a message with an address alone. */
function browserOf(cookies: Cookies): { browser: string; asked: boolean } | undefined {
	const [kind, token = ''] = (cookies.get(cookieName(COOKIE)) ?? '').split('.');
	const browser = readToken(token);
	return browser ? { browser, asked: kind === 'asked' } : undefined;
}

function bind(cookies: Cookies, kind: 'code' | 'asked'): string {
	const browser = newToken();
	cookies.set(cookieName(COOKIE), `${kind}.${browser}`, cookieOptions());
	return browser;
}

/**
 * An adult has given the code of their letter, and goes on to the second step. False where there is nothing to come in to
 * any more, which is answered as a wrong code is.
 */
export async function begin(cookies: Cookies, consultation: Consultation): Promise<boolean> {
	const scope = scopeOf(consultation);
	if (await isOver(scope, consultation)) return false;
	await entries.begun(scope, consultation.id, bind(cookies, 'code'));
	return true;
}

/**
 * Where somebody is on their way in. `ask`: nowhere yet. `choose`: the letter's code is given; `ways` are those a message
 * can go, empty when nobody knows one. `sent`: a message is under way, if there is anybody to send it to.
 */
export type Waiting =
	| { state: 'ask' }
	| { state: 'choose'; ways: { way: Way; to: string }[] }
	| { state: 'sent'; to?: string; way: Way; ways: { way: Way; to: string }[] };

/** What the page of the second step shows to the browser at hand. */
export async function waiting(cookies: Cookies): Promise<Waiting> {
	const at = browserOf(cookies);
	if (at?.asked) return { state: 'sent', way: 'email', ways: [] };
	const [latest] = at ? await entries.ofBrowser(at.browser) : [];
	const consultation = latest && (await consultationOf(latest));
	if (!latest || !consultation) return { state: 'ask' };
	const ways = await waysTo(consultation);
	const sent = ways.find(({ way }) => way === latest.proof);
	return sent ? { state: 'sent', ...sent, ways } : { state: 'choose', ways };
}

async function waysTo(consultation: Consultation): Promise<{ way: Way; to: string }[]> {
	const known = await people.contactOf(scopeOf(consultation), consultation);
	return [
		...(known?.email ? [{ way: 'email', to: maskedEmail(known.email) } as const] : []),
		...(known?.phone ? [{ way: 'text', to: maskedPhone(known.phone) } as const] : [])
	];
}

/** Sends the message to an adult who has given their letter's code. `gone`: they have to begin again. */
export async function send(cookies: Cookies, way: Way, language: Language): Promise<'sent' | 'gone' | 'too-many'> {
	const at = browserOf(cookies);
	const entry = at && (await entries.ofBrowser(at.browser)).find(({ withCode }) => withCode);
	const consultation = entry && (await consultationOf(entry));
	if (!at || !consultation || (await isOver(scopeOf(consultation), consultation))) return 'gone';
	const asking = { consultation, browser: at.browser, way, withCode: true, language };
	return (await message(asking)) ? 'sent' : 'too-many';
}

interface Asking {
	consultation: Consultation;
	browser: string;
	way: Way;
	withCode: boolean;
	language: Language;
}

/** Puts the message into the outbox, with the entry it opens. False when there is no such way, or too many today. */
async function message({ consultation, browser, way, withCode, language }: Asking): Promise<boolean> {
	const { id: consultationId, reviewId, dueOn } = consultation;
	return scopeOf(consultation).transaction(async (tx) => {
		const known = await people.contactOf(tx, consultation);
		const to = way === 'email' ? known?.email && { email: known.email } : known?.phone && { phone: known.phone };
		const secrets = to && (await entries.sending(tx, { consultationId, browser, proof: way, withCode }));
		if (!to || !secrets) return false;
		const informed = await recipients.ofConsultation(tx, consultation);
		const values = {
			digits: secrets.digits,
			link: `${new URL(setting('ORIGIN')).origin}/${language.id}/l#${secrets.token}`,
			minutes: String(entries.MINUTES.message),
			due: formatDay(dueOn, language, 'near')
		};
		await post(tx, { to, template: 'way-in', language: language.id, values, informed, about: { review: reviewId } });
		return true;
	});
}

/**
 * Somebody who was here before asks for a message with their email or phone alone. The answer is the same whether
 * anybody has that address, and so is the time it takes.
 */
export async function ask(
	cookies: Cookies,
	from: string,
	typed: string,
	language: Language
): Promise<'asked' | { refused: 'no-address' } | { refused: 'too-many'; seconds: number }> {
	const email = emailOf(typed);
	const phone = email ? undefined : phoneOf(typed);
	if (!email && !phone) return { refused: 'no-address' };
	const [way, address] = email ? (['email', email] as const) : (['phone', phone!] as const);
	const secret = `ask:${people.spelled(way, address)}`;
	const seconds = await countFailure(database(), { secret, address: addressKey(from) });
	if (seconds) return { refused: 'too-many', seconds };
	const browser = bind(cookies, 'asked');
	await Promise.all([sendToAll(way, address, browser, language), sleep(SAME_TIME_MS)]);
	return 'asked';
}

async function sendToAll(way: 'email' | 'phone', address: string, browser: string, language: Language): Promise<void> {
	const asked = { browser, way: way === 'email' ? 'email' : 'text', withCode: false, language } as const;
	const all = await database().directory.selectFrom('authority').select('id').execute();
	for (const { id } of all) {
		const authority = new AuthorityScope(database().db, id, { kind: 'worker' });
		for (const consultation of await reached(authority, way, address)) {
			if (!(await isOver(authority, consultation))) await message({ ...asked, consultation });
		}
	}
}

/** The open consultations of whoever has this address and has come in with their letter before. */
async function reached(authority: AuthorityScope, way: 'email' | 'phone', address: string): Promise<Consultation[]> {
	const index = await people.indexOf(authority, way, address);
	return authority
		.selectFrom('person')
		.innerJoin('consultation', sameAuthority('consultation.personId', 'person.id'))
		.selectAll('consultation')
		.where(`person.${way}Index`, '=', index)
		.where('consultation.verifiedAt', 'is not', null)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.expiresAt', '>', now())
		.execute();
}

/** Six digits, typed: of a message, or read out by a worker. */
export async function enterWithDigits(cookies: Cookies, from: string, typed: string): Promise<Tried<Consultation>> {
	const at = browserOf(cookies);
	const digits = readDigits(typed);
	return attempt(database(), { address: addressKey(from), ...(at && { secret: `digits:${at.browser}` }) }, async () =>
		at && digits ? enter(cookies, await entries.withDigits(digits, at.browser)) : undefined
	);
}

/** The token of a message's link, after a press of the button. */
export async function enterWithLink(cookies: Cookies, from: string, typed: string): Promise<Tried<Consultation>> {
	const at = browserOf(cookies);
	const token = readToken(typed);
	return attempt(database(), { address: addressKey(from) }, async () =>
		at && token ? enter(cookies, await entries.withLink(token, at.browser)) : undefined
	);
}

/** Where an adult goes on who has come in: in their own language once they have chosen one. */
export const doorOf = ({ enteredAt, language }: Consultation, { id }: Language): string =>
	`/${(enteredAt && language) || id}/your`;

/** Uses an entry and starts the session. Undefined for who comes second, and where it is over. */
async function enter(cookies: Cookies, entry: AdultEntry | undefined): Promise<Consultation | undefined> {
	const consultation = entry && (await consultationOf(entry));
	if (!consultation) return undefined;
	await pace(database(), consultation.authorityId);
	const scope = scopeOf(consultation);
	const won = await scope.transaction(async (tx) => {
		if ((await isOver(tx, consultation)) || !(await entries.use(tx, entry))) return false;
		if (!consultation.verifiedAt) await entries.verify(tx, entry);
		await audit.record(tx, `consultation.entered-by-${entry.proof!}`, consultation.id);
		return true;
	});
	if (!won) return undefined;
	await participantSessions.start(cookies, consultation.authorityId, consultation.id);
	cookies.delete(cookieName(COOKIE), cookieOptions());
	return consultation;
}

/**
 * Six digits for a member of staff to read out to an adult they know to be the right one: instead of a message, beside the
 * letter's code. Undefined when there is no such consultation for this actor, or it asks a child.
 */
export async function readOut(scope: AuthorityScope, consultationId: string): Promise<string | undefined> {
	const consultation = await consultations.find(scope, consultationId);
	if (!consultation || consultation.audience === 'child' || (await isOver(scope, consultation))) return undefined;
	return scope.transaction(async (tx) => {
		const digits = await entries.spoken(tx, consultationId);
		await audit.record(tx, 'consultation.digits-read-out', consultationId);
		return digits;
	});
}

/** Whether the browser at hand was in, and what it was in for has ended since. */
export async function hasClosed(cookies: Cookies): Promise<boolean> {
	const session = await participantSessions.current(cookies);
	if (!session) return false;
	const { authorityId, consultationId } = session;
	const consultation = await consultationOf({ authorityId, consultationId } as AdultEntry);
	return !consultation || (consultation.audience !== 'child' && (await isOver(scopeOf(consultation), consultation)));
}
