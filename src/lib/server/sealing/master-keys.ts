import { createHash, hkdfSync } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { hasDefaultSecret, isProduction, setting } from '../settings.ts';
import { KEY_BYTES, newKey } from './cipher.ts';

/** A key that wraps the keys of authorities. It is never in the database, nor in an image. */
export interface MasterKey {
	id: string;
	key: Uint8Array;
	/** Made from the secret, outside production. */
	derived?: true;
}

/** Without a master key nothing is sealed or opened: the names are those the messages of a start use. */
export class NoMasterKey extends Error {
	constructor(why: string) {
		super(`no master key: ${why}`);
		this.name = 'NoMasterKey';
	}
}

let known: { from: string; keys: MasterKey[] } | undefined;

/** The master keys, newest first: what is wrapped now is wrapped with the first. Throws NoMasterKey when there is none. */
export function masterKeys(): MasterKey[] {
	const from = [setting('SAYSO_KEYS'), setting('SAYSO_KEK'), setting('SAYSO_SECRET')].join('\n');
	if (known?.from !== from) known = { from, keys: readKeys() };
	if (!known.keys.length) throw new NoMasterKey('set SAYSO_KEYS or SAYSO_KEK');
	return known.keys;
}

/** The master key of this id. A file that has changed since it was read is read again: another process may have rotated. */
export function masterKey(id: string): MasterKey {
	const find = () => masterKeys().find((key) => key.id === id);
	const found = find() ?? (readAgain(), find());
	if (!found) throw new NoMasterKey(id);
	return found;
}

/** Has the keys read again the next time they are needed. */
export const readAgain = (): void => void (known = undefined);

/** True when this start has keys of its own, and does not make them from the secret. */
export const hasOwnKeys = (): boolean => Boolean(setting('SAYSO_KEYS') || setting('SAYSO_KEK'));

function readKeys(): MasterKey[] {
	const file = setting('SAYSO_KEYS');
	const own = parseKeys(file ? readFileSync(file, 'utf8') : setting('SAYSO_KEK'));
	// What was sealed before there were keys of its own still opens, so that it can be rotated away from the secret.
	return isProduction() && (!own.length || hasDefaultSecret()) ? own : [...own, fromSecret()];
}

/** `id base64key` a line (or after a comma), newest first. Throws NoMasterKey for a line that is none. */
export function parseKeys(text: string): MasterKey[] {
	const lines = text
		.split(/[\n,]/)
		.map((line) => line.trim())
		.filter((line) => line && !line.startsWith('#'));
	return lines.map((line, index) => {
		const [id = '', encoded = '', ...rest] = line.split(/\s+/);
		const key = Buffer.from(encoded, 'base64');
		if (!/^[\w-]{1,40}$/.test(id) || key.length !== KEY_BYTES || rest.length)
			throw new NoMasterKey(`line ${index + 1} is not an id and 32 bytes in base64`);
		return { id, key };
	});
}

/** A new master key as one line: its id begins with the day it was made. */
export function newKeyLine(day: string): string {
	const key = newKey();
	return `${day}-${createHash('sha256').update(key).digest('hex').slice(0, 6)} ${key.toString('base64')}`;
}

/**
 * Puts a new master key on top of a file of keys, which is made when there is none. Whoever reads the file meanwhile
 * sees all of the old or all of the new. Returns the key's id.
 */
export function addKeyTo(file: string, day: string): string {
	const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
	parseKeys(before);
	const line = newKeyLine(day);
	const written = `${file}.new`;
	const descriptor = openSync(written, 'wx', 0o600);
	writeSync(descriptor, `${line}\n${before}`);
	fsyncSync(descriptor);
	closeSync(descriptor);
	renameSync(written, file);
	return line.split(' ')[0]!;
}

/** Outside production: made from the secret, with an id that says from which, so that another secret is noticed. */
function fromSecret(): MasterKey {
	const secret = setting('SAYSO_SECRET');
	const key = Buffer.from(hkdfSync('sha256', secret, '', 'sayso master key', KEY_BYTES));
	return { id: `secret-${createHash('sha256').update(key).digest('hex').slice(0, 12)}`, key, derived: true };
}
