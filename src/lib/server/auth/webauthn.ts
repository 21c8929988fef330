import {
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import * as v from 'valibot';
import { setting } from '../settings.ts';

/*
 * What the passkeys of staff and the own device of a young person have in common: where they belong, and how what a
 * browser sent of them is read and checked. Its owner's finger, face or PIN is always asked for.
 */

/** What is kept of one: the public key as base64url, and how often it was used. */
export interface Credential {
	credentialId: string;
	publicKey: string;
	counter: number;
}
/** What was asked: itself, or whether something is. */
type Challenge = string | ((given: string) => boolean);

const origin = () => new URL(setting('ORIGIN'));

/** Where they belong: this host and no other. */
export const site = () => ({ rpName: 'Sayso', rpID: origin().hostname });

const expected = (challenge: Challenge) => ({
	expectedChallenge: challenge,
	expectedOrigin: origin().origin,
	expectedRPID: origin().hostname,
	requireUserVerification: true
});

const posted = v.looseObject({
	id: v.pipe(v.string(), v.maxLength(2000)),
	rawId: v.string(),
	type: v.literal('public-key'),
	response: v.looseObject({ clientDataJSON: v.string() }),
	clientExtensionResults: v.looseObject({})
});
type Posted = v.InferOutput<typeof posted>;

/** What a page sent of a passkey; undefined when it cannot be one. */
export function readAnswer(text: string): Posted | undefined {
	try {
		const value: unknown = JSON.parse(text);
		return v.is(posted, value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** What a device made in answer to `challenge`, or undefined. */
export async function made(text: string, challenge: Challenge): Promise<Credential | undefined> {
	const answer = readAnswer(text);
	if (!answer) return undefined;
	const response = answer as unknown as RegistrationResponseJSON;
	const { verified, registrationInfo } = await verifyRegistrationResponse({ response, ...expected(challenge) }).catch(
		() => ({ verified: false as const, registrationInfo: undefined })
	);
	if (!verified || !registrationInfo) return undefined;
	const { id, publicKey, counter } = registrationInfo.credential;
	return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter };
}

/** How often it has been used now; undefined when it did not answer `challenge`, or when a copy was used elsewhere. */
export async function used(answer: Posted, challenge: Challenge, kept: Credential): Promise<number | undefined> {
	const { credentialId, counter } = kept;
	const publicKey = Uint8Array.from(Buffer.from(kept.publicKey, 'base64url'));
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		response: answer as unknown as AuthenticationResponseJSON,
		...expected(challenge),
		credential: { id: credentialId, publicKey, counter }
	}).catch(() => ({ verified: false, authenticationInfo: undefined }));
	return verified ? authenticationInfo?.newCounter : undefined;
}
