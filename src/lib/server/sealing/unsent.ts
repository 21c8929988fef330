import { hkdfSync } from 'node:crypto';
import * as v from 'valibot';
import { ENCAPSULATED, sealedFor, suite, type Unsent } from '#lib/forms/unsent.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { KeyCache } from './cache.ts';
import { ensured, existing, type OpenKey } from './keys.ts';

/*
 * Answers that could not be sent wait on the participant's own device, sealed to a key of their consultation. The pair
 * follows from the key of the review: nothing more is stored, and with the review's key nobody opens them any more.
 */

interface Of {
	id: string;
	reviewId: string;
}

const publicKeys = new KeyCache<{ id: string; text: string }>();

/** What a participant's device seals their unsent answers to, in base64url. It opens nothing. */
export async function publicKeyFor(scope: AuthorityScope, { id, reviewId }: Of): Promise<string> {
	const [key] = [...(await ensured(scope, [{ review: reviewId }])).values()] as [OpenKey];
	const known = publicKeys.get(`${key.id} ${id}`);
	if (known) return known.text;
	const { publicKey } = await pairOf(scope, key, id);
	const text = Buffer.from(await suite.kem.serializePublicKey(publicKey)).toString('base64url');
	publicKeys.keep(`${key.id} ${id}`, { id: key.id, text }, scope.inTransaction);
	return text;
}

/** What was sealed on a device for this consultation; undefined for anything else, also once the review's key is gone. */
export async function openUnsent(
	scope: AuthorityScope,
	{ id, reviewId }: Of,
	sealed: string
): Promise<Unsent | undefined> {
	const [key] = (await existing(scope, [{ review: reviewId }])).values();
	if (!key) return undefined;
	const recipientKey = await pairOf(scope, key, id);
	const bytes = Buffer.from(sealed, 'base64url');
	const enc = bytes.subarray(0, ENCAPSULATED);
	try {
		return read(await suite.open({ recipientKey, enc, info: sealedFor(id) }, bytes.subarray(ENCAPSULATED)));
	} catch {
		return undefined;
	}
}

function pairOf({ authorityId }: AuthorityScope, { key }: OpenKey, consultation: string): Promise<CryptoKeyPair> {
	return suite.kem.deriveKeyPair(hkdfSync('sha256', key, authorityId, `sayso unsent answers ${consultation}`, 32));
}

const UNSENT = v.object({ question: v.string(), fields: v.array(v.tuple([v.string(), v.string()])) });

/** Whoever has the public key can seal anything: it is read as something nobody has checked. */
const read = (opened: ArrayBuffer): Unsent => v.parse(UNSENT, JSON.parse(new TextDecoder().decode(opened)));
