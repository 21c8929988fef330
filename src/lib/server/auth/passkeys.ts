import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import * as v from 'valibot';
import { now } from '../clock.ts';
import { database } from '../database.ts';
import { setting } from '../settings.ts';
import type { Attempt } from './attempts.ts';
import type { Passkey } from './factors.ts';

/*
 * Passkeys: found without an address (discoverable), and only with the owner's finger, face or PIN (verified), so that one
 * is both steps at once.
 */

const origin = () => new URL(setting('ORIGIN'));
const challengeOf = (attempt: Attempt) => attempt.draw('passkey challenge');

const posted = v.looseObject({
	id: v.pipe(v.string(), v.maxLength(2000)),
	rawId: v.string(),
	type: v.literal('public-key'),
	response: v.looseObject({ clientDataJSON: v.string() }),
	clientExtensionResults: v.looseObject({})
});

/** What a page sent of a passkey; undefined when it cannot be one. */
function read(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return v.is(posted, value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** What a browser needs to make a passkey for somebody. `known` are the ones they have. */
export function creation(attempt: Attempt, staff: { email: string; name: string }, known: readonly string[]) {
	return generateRegistrationOptions({
		rpName: 'Sayso',
		rpID: origin().hostname,
		userName: staff.email,
		userDisplayName: staff.name,
		challenge: Uint8Array.from(challengeOf(attempt)),
		excludeCredentials: known.map((id) => ({ id })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
}

/** The passkey that was made in answer to `creation`, or undefined. */
export async function created(attempt: Attempt, text: string, name: string): Promise<Passkey | undefined> {
	const response = read(text);
	if (!response) return undefined;
	const { verified, registrationInfo } = await verifyRegistrationResponse({
		response: response as RegistrationResponseJSON,
		expectedChallenge: challengeOf(attempt).toString('base64url'),
		expectedOrigin: origin().origin,
		expectedRPID: origin().hostname,
		requireUserVerification: true
	}).catch(() => ({ verified: false as const, registrationInfo: undefined }));
	if (!verified || !registrationInfo) return undefined;
	const { id, publicKey, counter } = registrationInfo.credential;
	return { name, credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
}

/** What a browser needs to sign somebody in with a passkey, whoever they are. */
export const request = (attempt: Attempt) =>
	generateAuthenticationOptions({
		rpID: origin().hostname,
		challenge: Uint8Array.from(challengeOf(attempt)),
		userVerification: 'required'
	});

/** Whose passkey answered `request`; undefined when none did, or when a copy of it was used elsewhere. */
export async function answered(
	attempt: Attempt,
	text: string
): Promise<{ authorityId: string; staffId: string } | undefined> {
	const response = read(text) as AuthenticationResponseJSON | undefined;
	if (!response) return undefined;
	const { directory } = database();
	const factors = directory.selectFrom('staffFactor').where('credentialId', '=', response.id);
	const known = await factors.select(['authorityId', 'id', 'staffId', 'publicKey', 'counter']).executeTakeFirst();
	if (!known) return undefined;
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		response,
		expectedChallenge: challengeOf(attempt).toString('base64url'),
		expectedOrigin: origin().origin,
		expectedRPID: origin().hostname,
		requireUserVerification: true,
		credential: {
			id: response.id,
			publicKey: Uint8Array.from(Buffer.from(known.publicKey!, 'base64url')),
			counter: known.counter!
		}
	}).catch(() => ({ verified: false, authenticationInfo: undefined }));
	if (!verified || !authenticationInfo) return undefined;
	await directory
		.updateTable('staffFactor')
		.set({ counter: authenticationInfo.newCounter, lastUsedAt: now() })
		.where('authorityId', '=', known.authorityId)
		.where('id', '=', known.id)
		.execute();
	return { authorityId: known.authorityId, staffId: known.staffId };
}
