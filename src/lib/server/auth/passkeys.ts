import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { now } from '../clock.ts';
import { database } from '../database.ts';
import type { Attempt } from './attempts.ts';
import type { Passkey } from './factors.ts';
import { made, readAnswer, site, used } from './webauthn.ts';

/*
 * Passkeys: found without an address (discoverable), and only with the owner's finger, face or PIN (verified), so that one
 * is both steps at once.
 */

const challengeOf = (attempt: Attempt) => attempt.draw('passkey challenge');

/** What a browser needs to make a passkey for somebody. `known` are the ones they have. */
export function creation(attempt: Attempt, staff: { email: string; name: string }, known: readonly string[]) {
	return generateRegistrationOptions({
		...site(),
		userName: staff.email,
		userDisplayName: staff.name,
		challenge: Uint8Array.from(challengeOf(attempt)),
		excludeCredentials: known.map((id) => ({ id })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
	});
}

/** The passkey that was made in answer to `creation`, or undefined. */
export async function created(attempt: Attempt, text: string, name: string): Promise<Passkey | undefined> {
	const credential = await made(text, challengeOf(attempt).toString('base64url'));
	return credential && { name, ...credential };
}

/** What a browser needs to sign somebody in with a passkey, whoever they are. */
export const request = (attempt: Attempt) =>
	generateAuthenticationOptions({
		rpID: site().rpID,
		challenge: Uint8Array.from(challengeOf(attempt)),
		userVerification: 'required'
	});

/** Whose passkey answered `request`; undefined when none did, or when a copy of it was used elsewhere. */
export async function answered(
	attempt: Attempt,
	text: string
): Promise<{ authorityId: string; staffId: string } | undefined> {
	const answer = readAnswer(text);
	if (!answer) return undefined;
	const { directory } = database();
	const factors = directory.selectFrom('staffFactor').where('credentialId', '=', answer.id);
	const known = await factors.select(['authorityId', 'id', 'staffId', 'publicKey', 'counter']).executeTakeFirst();
	if (!known) return undefined;
	const kept = { credentialId: answer.id, publicKey: known.publicKey!, counter: known.counter! };
	const counter = await used(answer, challengeOf(attempt).toString('base64url'), kept);
	if (counter === undefined) return undefined;
	await directory
		.updateTable('staffFactor')
		.set({ counter, lastUsedAt: now() })
		.where('authorityId', '=', known.authorityId)
		.where('id', '=', known.id)
		.execute();
	return { authorityId: known.authorityId, staffId: known.staffId };
}
