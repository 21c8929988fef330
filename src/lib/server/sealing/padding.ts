import { SealBroken } from './cipher.ts';

/** The length in front: four bytes, so up to four gigabytes. */
const LENGTH = 4;
const SMALLEST = 64;
/** Up to here each size is twice the last; above it they are this far apart. */
const STEP = 4096;

/** The size a value of so many bytes is sealed at: every choice alike, a short sentence like another. */
export function bucketOf(bytes: number): number {
	const needed = bytes + LENGTH;
	if (needed > STEP) return Math.ceil(needed / STEP) * STEP;
	return Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(needed)));
}

export function pad(bytes: Uint8Array): Buffer {
	const padded = Buffer.alloc(bucketOf(bytes.length));
	padded.writeUInt32BE(bytes.length);
	padded.set(bytes, LENGTH);
	return padded;
}

export function unpad(padded: Buffer): Buffer {
	const length = padded.length < LENGTH ? Infinity : padded.readUInt32BE();
	if (length > padded.length - LENGTH) throw new SealBroken('padding');
	return padded.subarray(LENGTH, LENGTH + length);
}
