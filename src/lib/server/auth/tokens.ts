import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';
import { setting } from '../settings.ts';

/** What is kept of a session's token: its SHA-256. A stolen database opens no session. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Crockford's alphabet: no I, L, O or U, so that a code can be read out, copied by hand and typed by a child. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;
/** Of a card's code, so many symbols say which card it is; the others are secret. */
const LOCATOR = 4;

const symbols = (count: number): string =>
	Array.from({ length: count }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** A new code: ten symbols, 50 bits. */
export const newCode = (): string => symbols(LENGTH);
export const newLocator = (): string => symbols(LOCATOR);
export const locatorOf = (code: string): string => code.slice(0, LOCATOR);
export const secretOf = (code: string): string => code.slice(LOCATOR);

/** The token of a card's QR code: 256 bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** A token as it came with an address, or undefined when it cannot be one. */
export const readToken = (typed: string): string | undefined => (/^[\w-]{43}$/.test(typed) ? typed : undefined);

/** What argon2id is given in place of something short: a stolen database cannot be tried without the server's pepper. */
export const peppered = (purpose: string, secret: string): string =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`pepper:${purpose}:${secret}`).digest('base64');

/** The code of a pass follows from its id, so that its page can be loaded again and nothing but a hash is kept. */
export function passCode(id: string): string {
	const bytes = createHmac('sha256', setting('SAYSO_SECRET')).update(`pass:${id}`).digest();
	return Array.from(bytes.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** As printed: 'K7Q4-9MX-RDW'. */
export const printedCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4, 7)}-${code.slice(7)}`;

/** What somebody typed, with Arabic and Persian digits as Western ones. */
export const westernDigits = (typed: string): string =>
	typed.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));

/** Without what stands between the parts of a code: spaces, dashes, marks of direction. */
const inOne = (typed: string): string => typed.replace(/[\s\-\u2010-\u2015\u200e\u200f\u2066-\u2069]/g, '');

/**
 * What somebody typed, made a code: any case, any spaces, dashes or dots, O for 0 and I or L for 1, any digits. Undefined
 * when it cannot be one.
 */
export function readCode(typed: string): string | undefined {
	const code = inOne(westernDigits(typed)).toUpperCase().replace(/[_.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	return code.length === LENGTH && [...code].every((symbol) => ALPHABET.includes(symbol)) ? code : undefined;
}

/** The six digits of a message or of somebody who read them out, as typed. Undefined when it cannot be them. */
export function readDigits(typed: string): string | undefined {
	const digits = inOne(westernDigits(typed));
	return /^\d{6}$/.test(digits) ? digits : undefined;
}

/** What is kept of a pass's code: a keyed hash, so that a stolen database cannot be searched for ten-symbol codes. */
export const codeHash = (code: string): string =>
	createHmac('sha256', setting('SAYSO_SECRET')).update(`code:${code}`).digest('hex');
