import { createHmac, timingSafeEqual } from 'node:crypto';
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import * as v from 'valibot';
import * as audit from './audit.ts';
import type { EnteredParticipant } from './auth/entered.ts';
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
interface Kept {
	credentialId: string;
	publicKey: string;
	counter: number;
}

const origin = () => new URL(setting('ORIGIN'));
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

const posted = v.looseObject({
	id: v.string(),
	rawId: v.string(),
	type: v.literal('public-key'),
	response: v.looseObject({})
});
function read(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return v.is(posted, value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** What a browser needs to make one. Nothing in it says whose it is. */
export const creation = ({ session }: EnteredParticipant) =>
	generateRegistrationOptions({
		rpName: 'Sayso',
		rpID: origin().hostname,
		userName: 'Sayso',
		challenge: Uint8Array.from(challengeAt(session, 'make', time())),
		authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' }
	});

/** Keeps what the device made. False when it is not an answer to what was asked. */
export async function keep({ scope, consultation, session }: EnteredParticipant, text: string): Promise<boolean> {
	const response = read(text) as RegistrationResponseJSON | undefined;
	if (!response) return false;
	const { verified, registrationInfo } = await verifyRegistrationResponse({
		response,
		expectedChallenge: isOurs(session, 'make'),
		expectedOrigin: origin().origin,
		expectedRPID: origin().hostname,
		requireUserVerification: true
	}).catch(() => ({ verified: false as const, registrationInfo: undefined }));
	if (!verified || !registrationInfo) return false;
	const { id: credentialId, publicKey, counter } = registrationInfo.credential;
	const id = newId();
	const kept: Kept = { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
	await scope.transaction(async (tx) => {
		const sealer = await sealerFor(tx, { review: consultation.reviewId });
		const credential = sealer.seal(placeOf(id), JSON.stringify(kept));
		await tx.insertInto('childPasskey', { id, consultationId: consultation.id, credential, madeAt: now() }).execute();
		await audit.record(tx, 'child-secret.device-added', consultation.id);
	});
	return true;
}

async function all(scope: AuthorityScope, { id, reviewId }: Consultation): Promise<(Kept & { id: string })[]> {
	const rows = await scope
		.selectFrom('childPasskey')
		.select(['childPasskey.id', 'childPasskey.credential'])
		.where('childPasskey.consultationId', '=', id)
		.execute();
	if (!rows.length) return [];
	const opener = await openerFor(scope, { review: reviewId });
	return rows.map((row) => ({ id: row.id, ...(JSON.parse(opener.open(placeOf(row.id), row.credential)) as Kept) }));
}

/** What a browser needs to unlock with one; undefined where there is none. */
export async function request({ scope, consultation, session }: EnteredParticipant) {
	const known = await all(scope, consultation);
	if (!known.length) return undefined;
	return generateAuthenticationOptions({
		rpID: origin().hostname,
		challenge: Uint8Array.from(challengeAt(session, 'unlock', time())),
		allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
		userVerification: 'required'
	});
}

/** Whether one of them answered. A copy that was used elsewhere does not count. */
export async function fits({ scope, consultation, session }: EnteredParticipant, text: string): Promise<boolean> {
	const response = read(text) as AuthenticationResponseJSON | undefined;
	const known = response && (await all(scope, consultation)).find(({ credentialId }) => credentialId === response.id);
	if (!known) return false;
	const { credentialId, publicKey, counter } = known;
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		response,
		expectedChallenge: isOurs(session, 'unlock'),
		expectedOrigin: origin().origin,
		expectedRPID: origin().hostname,
		requireUserVerification: true,
		credential: { id: credentialId, publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')), counter }
	}).catch(() => ({ verified: false, authenticationInfo: undefined }));
	if (!verified || !authenticationInfo) return false;
	const sealer = await sealerFor(scope, { review: consultation.reviewId });
	const kept: Kept = { credentialId, publicKey, counter: authenticationInfo.newCounter };
	const credential = sealer.seal(placeOf(known.id), JSON.stringify(kept));
	await scope.updateTable('childPasskey').set({ credential }).where('childPasskey.id', '=', known.id).execute();
	return true;
}
