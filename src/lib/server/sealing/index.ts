import { createHmac, hkdfSync } from 'node:crypto';
import type { OwnedTable } from '../db/schema.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { decrypt, encrypt, SealBroken } from './cipher.ts';
import { ensured, existing, ownerName, type OpenKey, type Owner } from './keys.ts';
import { pad, unpad } from './padding.ts';

/*
 * Words, and choices that say as much as words, are kept sealed: a master key wraps the key of an authority, that wraps
 * a key for each review and each child, and that seals each field. What is sealed where is listed in fields.ts.
 */

export { SealBroken } from './cipher.ts';
export { NoMasterKey } from './master-keys.ts';
export type { Owner } from './keys.ts';

/** Where a value stands. It opens there and nowhere else. */
export interface Place {
	table: OwnedTable;
	/** The primary key after the authority, joined by ':'. */
	row: string;
	column: string;
}

/** Opens what was sealed for one owner. Throws SealBroken rather than show anything else than what was sealed here. */
export interface Opener {
	open(at: Place, sealed: string): string;
	openBytes(at: Place, sealed: Uint8Array): Buffer;
}
export interface Sealer extends Opener {
	/** Text: 's1.' and base64url. */
	seal(at: Place, text: string): string;
	sealBytes(at: Place, bytes: Uint8Array): Buffer;
}

const VERSION = 1;
const PREFIX = 's1.';
/** The version and the key's id, before what is encrypted. */
const HEAD = 17;

/** Seals for one owner. Its key is made when there is none. */
export const sealerFor = async (scope: AuthorityScope, owner: Owner): Promise<Sealer> =>
	(await sealersFor(scope, [owner]))(owner);

/** Seals for many owners, with one query: give the owner, get its sealer. */
export async function sealersFor(scope: AuthorityScope, owners: readonly Owner[]): Promise<(owner: Owner) => Sealer> {
	return byOwner(scope, await ensured(scope, owners));
}

/** Opens for one owner, and makes no key: for reading. */
export const openerFor = async (scope: AuthorityScope, owner: Owner): Promise<Opener> =>
	(await openersFor(scope, [owner]))(owner);

/** Opens for many owners, with one query, and makes no key. An owner without a key opens nothing. */
export async function openersFor(scope: AuthorityScope, owners: readonly Owner[]): Promise<(owner: Owner) => Opener> {
	return byOwner(scope, await existing(scope, owners));
}

function byOwner(scope: AuthorityScope, keys: Map<string, OpenKey>): (owner: Owner) => Sealer {
	const made = new Map<string, Sealer>();
	return (owner) => {
		const name = ownerName(owner);
		const sealer = made.get(name) ?? sealerWith(scope.authorityId, keys.get(name));
		made.set(name, sealer);
		return sealer;
	};
}

function sealerWith(authorityId: string, key: OpenKey | undefined): Sealer {
	const context = ({ table, row, column }: Place) =>
		JSON.stringify(['sayso field', VERSION, authorityId, table, row, column]);
	const head = key && Buffer.from([VERSION, ...Buffer.from(key.id.replaceAll('-', ''), 'hex')]);
	const sealBytes = (at: Place, bytes: Uint8Array) => {
		if (!key || !head) throw new SealBroken('its key is gone');
		return Buffer.concat([head, encrypt(key.key, pad(bytes), context(at))]);
	};
	const openBytes = (at: Place, sealed: Uint8Array) => {
		if (!key || !head) throw new SealBroken('its key is gone');
		if (!head.equals(sealed.subarray(0, HEAD))) throw new SealBroken('another key or version');
		return unpad(decrypt(key.key, sealed.subarray(HEAD), context(at)));
	};
	return {
		sealBytes,
		openBytes,
		seal: (at, text) => PREFIX + sealBytes(at, Buffer.from(text)).toString('base64url'),
		open: (at, sealed) => openBytes(at, decode(sealed)).toString()
	};
}

/** One spelling only: base64url that reads the same when it is written again. */
function decode(sealed: string): Buffer {
	const encoded = sealed.slice(PREFIX.length);
	const bytes = Buffer.from(encoded, 'base64url');
	if (!sealed.startsWith(PREFIX) || bytes.toString('base64url') !== encoded) throw new SealBroken('not sealed');
	return bytes;
}

/** The columns of one row that may be empty: null stays null. */
export function rowOf(sealer: Sealer, table: OwnedTable, row: string) {
	return {
		seal: (column: string, text: string | null) => (text === null ? null : sealer.seal({ table, row, column }, text))
	};
}

/** The same for reading. */
export function opened(opener: Opener, table: OwnedTable, row: string) {
	return (column: string, sealed: string | null) =>
		sealed === null ? null : opener.open({ table, row, column }, sealed);
}

/**
 * What stands for a value that must be found again exactly (an address, a flag raised twice) without being kept: the
 * same for the same words and purpose in one authority, and nothing without its key. Give it in one spelling.
 */
export async function blindIndex(scope: AuthorityScope, purpose: string, normalised: string): Promise<string> {
	const [key] = (await ensured(scope, ['authority'])).values();
	const own = hkdfSync('sha256', key!.key, scope.authorityId, `sayso blind index ${purpose}`, 32);
	return createHmac('sha256', Buffer.from(own)).update(normalised).digest('base64url');
}
