import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';

/*
 * The one place that encrypts: everything else asks for a key by its owner and never sees a cipher. A lint rule keeps
 * it so.
 */

const ALGORITHM = 'aes-256-gcm';
const IV = 12;
/** The whole tag. Node by itself would also take one of four bytes, which can be guessed. */
const TAG = 16;

export const KEY_BYTES = 32;

/** A sealed value that was changed, cut, moved, or sealed with another key: it is never shown, not even in part. */
export class SealBroken extends Error {
	constructor(why: string) {
		super(`a sealed value does not open: ${why}`);
		this.name = 'SealBroken';
	}
}

export const newKey = (): Buffer => randomBytes(KEY_BYTES);

/** Bytes that are a key, said so: of mere bytes Node finds that out in twice the time that the rest takes. */
const asKey = (key: Uint8Array) => createSecretKey(key);

/** iv ‖ ciphertext ‖ tag. The context is not kept: it must be the same again to open it. */
export function encrypt(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
	const iv = randomBytes(IV);
	const cipher = createCipheriv(ALGORITHM, asKey(key), iv, { authTagLength: TAG });
	cipher.setAAD(Buffer.from(context));
	return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** What was encrypted with this key in this context; throws SealBroken for anything else. */
export function decrypt(key: Uint8Array, box: Uint8Array, context: string): Buffer {
	if (box.length < IV + TAG) throw new SealBroken('too short');
	const decipher = createDecipheriv(ALGORITHM, asKey(key), box.subarray(0, IV), { authTagLength: TAG });
	decipher.setAAD(Buffer.from(context));
	decipher.setAuthTag(box.subarray(-TAG));
	try {
		return Buffer.concat([decipher.update(box.subarray(IV, -TAG)), decipher.final()]);
	} catch {
		throw new SealBroken('not what was sealed here');
	}
}
