import { randomBytes } from 'node:crypto';

/** The last id's millisecond, and its number in it. */
let last = 0;
let number = 0;

/**
 * A UUIDv7: random, but later ids sort after earlier ones, so an index grows at its end. Of one process also within a
 * millisecond, and when the clock is put back: what was made first is listed first (RFC 9562, 6.2, method 1).
 */
export function newId(): string {
	const at = Date.now();
	if (at > last) [last, number] = [at, 0];
	else if (++number > 0xfff) [last, number] = [last + 1, 0];
	const bytes = randomBytes(16);
	bytes.writeUIntBE(last, 0, 6);
	bytes.writeUInt16BE(0x7000 | number, 6);
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Has the form of an id; says nothing about whether such a record exists. */
export const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
