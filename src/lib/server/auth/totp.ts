import { Secret, TOTP } from 'otpauth';

/** Codes change every half minute; one half minute early or late is taken. */
const PERIOD = 30;
const WINDOW = 1;

const appOf = (secret: string, label = '', issuer = '') =>
	new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: PERIOD });

/** A secret as people type it: base32 of twenty bytes. */
export const secretFrom = (bytes: Uint8Array): string =>
	new Secret({ buffer: Uint8Array.from(bytes.slice(0, 20)).buffer }).base32;

/** What an app reads from the QR code. */
export const addressFor = (secret: string, label: string, issuer: string): string =>
	appOf(secret, label, issuer).toString();

/** The half minute whose code this is, counted from 1970; undefined when it is none of the three that are taken. */
export function stepOf(secret: string, typed: string): number | undefined {
	const token = typed.normalize('NFKC').replace(/[\s-]/g, '');
	if (!/^\d{6}$/.test(token)) return undefined;
	const delta = appOf(secret).validate({ token, timestamp: Date.now(), window: WINDOW });
	return delta === null ? undefined : Math.floor(Date.now() / 1000 / PERIOD) + delta;
}
