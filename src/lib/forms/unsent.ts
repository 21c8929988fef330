import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';

/** One answer that has not arrived yet, as its form would post it. */
export interface Unsent {
	question: string;
	fields: [name: string, value: string][];
}

/**
 * How an unsent answer is sealed (HPKE, RFC 9180): whoever has the public key can seal, and what has been sealed only
 * the server opens. P-256, because every browser of the last ten years has it, and X25519 only those of the last two.
 */
export const suite = new CipherSuite({
	kem: new DhkemP256HkdfSha256(),
	kdf: new HkdfSha256(),
	aead: new Aes256Gcm()
});

/** So many bytes of what is sealed are the sender's key of this one time. */
export const ENCAPSULATED = suite.kem.encSize;

/** It opens for the consultation it was sealed for and for no other. */
export const sealedFor = (consultation: string): Uint8Array<ArrayBuffer> =>
	new TextEncoder().encode(`sayso unsent answer 1 ${consultation}`);

/** Every choice, and most of what is written, is as long as this. */
const SMALLEST = 2048;

/** JSON with spaces after it, up to a length that says next to nothing of what is in it. */
function padded(unsent: Unsent): Uint8Array<ArrayBuffer> {
	const bytes = new TextEncoder().encode(JSON.stringify(unsent));
	const all = new Uint8Array(Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(bytes.length)))).fill(0x20);
	all.set(bytes);
	return all;
}

/** Seals one answer, and with it which question it is to. */
export async function seal(
	publicKey: Uint8Array,
	consultation: string,
	unsent: Unsent
): Promise<Uint8Array<ArrayBuffer>> {
	const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
	const { enc, ct } = await suite.seal({ recipientPublicKey, info: sealedFor(consultation) }, padded(unsent));
	const sealed = new Uint8Array(enc.byteLength + ct.byteLength);
	sealed.set(new Uint8Array(enc));
	sealed.set(new Uint8Array(ct), enc.byteLength);
	return sealed;
}
