import { randomUUID } from 'node:crypto';
import { now } from '../clock.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import type { WrappingKeyTable } from '../db/tables/sealing.ts';
import { KeyCache } from './cache.ts';
import { decrypt, encrypt, newKey } from './cipher.ts';
import { masterKey, masterKeys, type MasterKey } from './master-keys.ts';

/** A key at hand, unwrapped. */
export interface OpenKey {
	id: string;
	key: Uint8Array;
}

/** Whose key a value is sealed with: gone with the key, the value cannot be opened by anybody. */
export type Owner = { review: string } | { child: string } | 'authority';

/** As the key table names an owner. */
export function ownerName(owner: Owner): string {
	if (owner === 'authority') return owner;
	return 'review' in owner ? `review:${owner.review}` : `child:${owner.child}`;
}

/** Unwrapped keys of this process, by id of the authority and name of the owner. */
export const cache = new KeyCache<OpenKey>();
/** Authorities' own keys, by the authority and their id. */
const authorityKeys = new KeyCache<OpenKey>();

type WrappingKey = Pick<WrappingKeyTable, 'id' | 'wrapped' | 'masterKey'>;

/** More in one list is more than a database takes. */
const MOST_AT_ONCE = 500;

/** Drops every unwrapped key of this process. */
export function forgetKeys(): void {
	cache.clear();
	authorityKeys.clear();
}

/** Drops the unwrapped keys of some owners, which are about to be no more. */
export function forgetOwners({ authorityId }: AuthorityScope, owners: readonly Owner[]): void {
	for (const owner of owners) cache.drop(`${authorityId} ${ownerName(owner)}`);
}

/** The context a key is wrapped in: it opens as this key of this authority and as nothing else. */
export const contextOf = (authorityId: string, id: string, what: string): string =>
	JSON.stringify(['sayso key', authorityId, id, what]);

export const wrap = (by: Uint8Array, key: Uint8Array, context: string): string =>
	encrypt(by, key, context).toString('base64url');
export const unwrap = (by: Uint8Array, wrapped: string, context: string): Buffer =>
	decrypt(by, Buffer.from(wrapped, 'base64url'), context);

/** The keys there are of these owners, by the owner's name. */
export async function existing(scope: AuthorityScope, owners: readonly Owner[]): Promise<Map<string, OpenKey>> {
	const found = new Map<string, OpenKey>();
	const unknown: string[] = [];
	for (const name of new Set(owners.map(ownerName))) {
		const known = cache.get(`${scope.authorityId} ${name}`);
		if (known) found.set(name, known);
		else unknown.push(name);
	}
	for (let from = 0; from < unknown.length; from += MOST_AT_ONCE) {
		await readInto(found, scope, unknown.slice(from, from + MOST_AT_ONCE));
	}
	return found;
}

async function readInto(found: Map<string, OpenKey>, scope: AuthorityScope, names: string[]): Promise<void> {
	const rows = await scope
		.selectFrom('sealingKey')
		.innerJoin('wrappingKey', sameAuthority('wrappingKey.id', 'sealingKey.wrappedBy'))
		.select(['sealingKey.id', 'sealingKey.owner', 'sealingKey.wrapped', 'wrappingKey.id as by'])
		.select(['wrappingKey.wrapped as byWrapped', 'wrappingKey.masterKey'])
		.where('sealingKey.owner', 'in', names)
		.execute();
	for (const { id, owner, wrapped, by, byWrapped, masterKey } of rows) {
		const wrappedBy = authorityKey(scope, { id: by, wrapped: byWrapped, masterKey });
		const key = { id, key: unwrap(wrappedBy.key, wrapped, contextOf(scope.authorityId, id, owner)) };
		found.set(owner, key);
		cache.keep(`${scope.authorityId} ${owner}`, key, scope.inTransaction);
	}
}

/** The same, and where there is none it is made. Two who make one at once both get the one that came first. */
export async function ensured(scope: AuthorityScope, owners: readonly Owner[]): Promise<Map<string, OpenKey>> {
	const found = await existing(scope, owners);
	const missing = [...new Map(owners.map((owner) => [ownerName(owner), owner]))].filter(([name]) => !found.has(name));
	if (!missing.length) return found;
	const by = await newestAuthorityKey(scope);
	const rows = missing.map(([owner]) => {
		const id = randomUUID();
		const wrapped = wrap(by.key, newKey(), contextOf(scope.authorityId, id, owner));
		return { id, owner, wrappedBy: by.id, wrapped, createdAt: now() };
	});
	for (let from = 0; from < rows.length; from += MOST_AT_ONCE) {
		const some = rows.slice(from, from + MOST_AT_ONCE);
		if (scope.inTransaction) for (const { id } of some) cache.expectCommit(id);
		await scope
			.insertInto('sealingKey', some)
			.onConflict((first) => first.doNothing())
			.execute();
	}
	const all = await existing(
		scope,
		missing.map(([, owner]) => owner)
	);
	return new Map([...found, ...all]);
}

/** One of the authority's keys, unwrapped. */
export function authorityKey(scope: AuthorityScope, row: WrappingKey): OpenKey {
	const place = `${scope.authorityId} ${row.id}`;
	const known = authorityKeys.get(place);
	if (known) return known;
	const key = unwrap(masterKey(row.masterKey).key, row.wrapped, contextOf(scope.authorityId, row.id, 'authority'));
	const open = { id: row.id, key };
	authorityKeys.keep(place, open, scope.inTransaction);
	return open;
}

/** The key that wraps what is made now; made when the authority has none. */
async function newestAuthorityKey(scope: AuthorityScope): Promise<OpenKey> {
	const newest = await newestRow(scope);
	if (newest) return authorityKey(scope, newest);
	await addAuthorityKey(scope, 1);
	return authorityKey(scope, (await newestRow(scope))!);
}

export const newestRow = (scope: AuthorityScope) =>
	scope.selectFrom('wrappingKey').selectAll('wrappingKey').orderBy('wrappingKey.generation', 'desc').executeTakeFirst();

/** Makes an authority key of the next generation; somebody who was quicker has made it already. */
export async function addAuthorityKey(scope: AuthorityScope, generation: number): Promise<void> {
	const id = randomUUID();
	if (scope.inTransaction) authorityKeys.expectCommit(id);
	const [by] = masterKeys() as [MasterKey];
	const wrapped = wrap(by.key, newKey(), contextOf(scope.authorityId, id, 'authority'));
	await scope
		.insertInto('wrappingKey', { id, generation, masterKey: by.id, wrapped, createdAt: now() })
		.onConflict((first) => first.doNothing())
		.execute();
}
