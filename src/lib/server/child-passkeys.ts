import { createHmac, timingSafeEqual } from 'node:crypto';
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import * as audit from './audit.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { made, readAnswer, site, used, type Credential } from './auth/webauthn.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import { openerFor, sealerFor } from './sealing/index.ts';
import { setting } from './settings.ts';

/*
 * A young person's own device may stand in for what they know: its finger, face or PIN, in place of the drawings, on that
 * device alone. Never on one that others use, and never in place of the card or the session.
 */

/** From this age. */
export const PASSKEY_FROM_AGE = 13;

type Consultation = Pick<EnteredParticipant['consultation'], 'id' | 'reviewId'>;

const placeOf = (id: string) => ({ table: 'childPasskey', row: id, column: 'credential' }) as const;

/** A challenge is of one session, for one purpose, and for so long. */
const LIFE_MS = 300_000;
const challengeAt = ({ idHash }: { idHash: string }, purpose: string, time: number): Buffer =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`passkey:${purpose}:${idHash}:${time}`).digest();
const time = () => Math.floor(Date.now() / LIFE_MS);
const isOurs = (session: { idHash: string }, purpose: string) => (given: string) => {
	const bytes = Buffer.from(given, 'base64url');
	return [time(), time() - 1].some((at) => {
		const wanted = challengeAt(session, purpose, at);
		return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
	});
};

/** What a browser needs to make one. Nothing in it says whose it is. */
export const creation = ({ session }: EnteredParticipant) =>
	generateRegistrationOptions({
		...site(),
		userName: 'Sayso',
		challenge: Uint8Array.from(challengeAt(session, 'make', time())),
		authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' }
	});

/** Keeps what the device made. False when it is not an answer to what was asked. */
export async function keep({ scope, consultation, session }: EnteredParticipant, text: string): Promise<boolean> {
	const kept = await made(text, isOurs(session, 'make'));
	if (!kept) return false;
	const id = newId();
	await scope.transaction(async (tx) => {
		const sealer = await sealerFor(tx, { review: consultation.reviewId });
		const credential = sealer.seal(placeOf(id), JSON.stringify(kept));
		await tx.insertInto('childPasskey', { id, consultationId: consultation.id, credential, madeAt: now() }).execute();
		await audit.record(tx, 'child-secret.device-added', consultation.id);
	});
	return true;
}

async function all(scope: AuthorityScope, { id, reviewId }: Consultation): Promise<(Credential & { id: string })[]> {
	const rows = await scope
		.selectFrom('childPasskey')
		.select(['childPasskey.id', 'childPasskey.credential'])
		.where('childPasskey.consultationId', '=', id)
		.execute();
	if (!rows.length) return [];
	const opener = await openerFor(scope, { review: reviewId });
	return rows.map((row) => ({
		id: row.id,
		...(JSON.parse(opener.open(placeOf(row.id), row.credential)) as Credential)
	}));
}

/** What a browser needs to unlock with one; undefined where there is none. */
export async function request({ scope, consultation, session }: EnteredParticipant) {
	const known = await all(scope, consultation);
	if (!known.length) return undefined;
	return generateAuthenticationOptions({
		rpID: site().rpID,
		challenge: Uint8Array.from(challengeAt(session, 'unlock', time())),
		allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
		userVerification: 'required'
	});
}

/** Whether one of them answered. A copy that was used elsewhere does not count. */
export async function fits({ scope, consultation, session }: EnteredParticipant, text: string): Promise<boolean> {
	const answer = readAnswer(text);
	const known = answer && (await all(scope, consultation)).find(({ credentialId }) => credentialId === answer.id);
	if (!known) return false;
	const counter = await used(answer, isOurs(session, 'unlock'), known);
	if (counter === undefined) return false;
	const sealer = await sealerFor(scope, { review: consultation.reviewId });
	const kept: Credential = { credentialId: known.credentialId, publicKey: known.publicKey, counter };
	const credential = sealer.seal(placeOf(known.id), JSON.stringify(kept));
	await scope.updateTable('childPasskey').set({ credential }).where('childPasskey.id', '=', known.id).execute();
	return true;
}
