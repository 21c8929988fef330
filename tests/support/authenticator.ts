import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

/*
 * A device that makes passkeys, as WebAuthn says: keys of P-256, no attestation. What a browser would post, without a
 * browser, so that what a browser would never post can be tried too.
 */

const USER_PRESENT = 1;
const USER_VERIFIED = 4;
const HAS_CREDENTIAL = 64;
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();
const numberOf = (value: number, bytes: 2 | 4) => {
	const buffer = Buffer.alloc(bytes);
	buffer.writeUIntBE(value, 0, bytes);
	return buffer;
};

export interface Answering {
	challenge: string;
	origin?: string;
	/** False where nobody showed a finger, a face or a PIN. */
	verified?: boolean;
	/** How often it has been used, as it says itself; without it once more than before. */
	counter?: number;
}

/** A new device with one key. `make` and `answer` give what the page posts. */
export function authenticator(rpId = 'localhost') {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(16);
	let used = 0;

	const client = (type: string, { challenge, origin = `http://${rpId}:3000` }: Answering) =>
		Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
	const says = (flags: number, { verified = true, counter = ++used }: Answering) =>
		Buffer.concat([
			sha256(rpId),
			Buffer.from([USER_PRESENT | flags | (verified ? USER_VERIFIED : 0)]),
			numberOf(counter, 4)
		]);
	const posted = (response: Record<string, Buffer>) =>
		JSON.stringify({
			id: id.toString('base64url'),
			rawId: id.toString('base64url'),
			type: 'public-key',
			clientExtensionResults: {},
			response: Object.fromEntries(Object.entries(response).map(([name, value]) => [name, value.toString('base64url')]))
		});

	return {
		make(to: Answering): string {
			const { x, y } = publicKey.export({ format: 'jwk' });
			const key = new Map<number, number | Uint8Array>([
				[1, 2],
				[3, -7],
				[-1, 1],
				[-2, Uint8Array.from(Buffer.from(x!, 'base64url'))],
				[-3, Uint8Array.from(Buffer.from(y!, 'base64url'))]
			]);
			const credential = [Buffer.alloc(16), numberOf(id.length, 2), id, Buffer.from(isoCBOR.encode(key))];
			const authData = Uint8Array.from(Buffer.concat([says(HAS_CREDENTIAL, to), ...credential]));
			const attestation = new Map<string, unknown>([
				['fmt', 'none'],
				['attStmt', new Map()],
				['authData', authData]
			]);
			return posted({
				clientDataJSON: client('webauthn.create', to),
				attestationObject: Buffer.from(isoCBOR.encode(attestation as never))
			});
		},
		answer(to: Answering): string {
			const clientDataJSON = client('webauthn.get', to);
			const authenticatorData = says(0, to);
			const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(clientDataJSON)]), privateKey);
			return posted({ clientDataJSON, authenticatorData, signature });
		}
	};
}
