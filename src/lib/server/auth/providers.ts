import * as v from 'valibot';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { openerFor, sealerFor } from '../sealing/index.ts';
import { isProduction } from '../settings.ts';

/** An authority's own sign-in, by OpenID Connect, with its secret at hand. */
export interface Provider {
	id: string;
	authorityId: string;
	/** The authority's code: it is in the addresses of its sign-in. */
	code: string;
	name: string;
	issuer: string;
	clientId: string;
	clientSecret: string;
	subjectClaim: 'oid' | 'sub';
	roleClaim: string;
}

export type ProviderRefusal = 'failed' | 'no-account' | 'unreachable';
const REFUSALS: readonly string[] = ['failed', 'no-account', 'unreachable'] satisfies ProviderRefusal[];

/** The refusal that an address names; undefined for anything else. */
export const isRefusal = (text: string | null): ProviderRefusal | undefined =>
	REFUSALS.includes(text ?? '') ? (text as ProviderRefusal) : undefined;

const at = (row: string) => ({ table: 'signInProvider', row, column: 'clientSecret' }) as const;

const all = () =>
	database()
		.directory.selectFrom('signInProvider as provider')
		.innerJoin('authority', 'authority.id', 'provider.authorityId');

/** Every authority that has its own sign-in, for the sign-in page. */
export const list = () => all().select(['authority.code', 'provider.name']).orderBy('provider.name').execute();

/** What the door of one authority may reach before anybody is known. */
export const doorOf = (authorityId: string) => new AuthorityScope(database().db, authorityId, { kind: 'door' });

/** The sign-in of the authority with this code. */
export async function find(code: string): Promise<Provider | undefined> {
	const found = await all()
		.selectAll('provider')
		.select('authority.code')
		.where('authority.code', '=', code)
		.executeTakeFirst();
	if (!found) return undefined;
	const opener = await openerFor(doorOf(found.authorityId), 'authority');
	return { ...found, clientSecret: opener.open(at(found.id), found.clientSecret) };
}

/** The sign-in of one's own authority, without its secret. */
export async function providerOf(scope: AuthorityScope) {
	const columns = ['name', 'issuer', 'clientId', 'subjectClaim', 'roleClaim'] as const;
	const found = await scope
		.selectFrom('signInProvider')
		.select(columns.map((column) => `signInProvider.${column}` as const))
		.executeTakeFirst();
	return found && { ...found, code: (await scope.authority()).code };
}

export type NewProvider = Pick<
	Provider,
	'name' | 'issuer' | 'clientId' | 'clientSecret' | 'subjectClaim' | 'roleClaim'
>;
export type SettingRefusal = 'provider-issuer' | 'provider-empty';

/** An issuer is reached encrypted; on this machine, outside production, it need not be. */
function isIssuer(text: string): boolean {
	if (!v.is(v.pipe(v.string(), v.url()), text)) return false;
	const { protocol } = new URL(text);
	return protocol === 'https:' || mayBeInsecure(text);
}

/** True for an issuer on this machine that need not be encrypted, so that it can be tried. */
export function mayBeInsecure(issuer: string): boolean {
	const { protocol, hostname } = new URL(issuer);
	return protocol === 'http:' && !isProduction() && (hostname === '127.0.0.1' || hostname === 'localhost');
}

/** Sets how an authority signs in; the earlier setting is gone. */
export async function set(
	scope: AuthorityScope,
	{ clientSecret, ...input }: NewProvider
): Promise<{ id: string } | { refused: SettingRefusal }> {
	if (!isIssuer(input.issuer)) return { refused: 'provider-issuer' };
	if (!input.name || !input.clientId || !clientSecret) return { refused: 'provider-empty' };
	const id = newId();
	await scope.transaction(async (tx) => {
		const sealer = await sealerFor(tx, 'authority');
		await tx.deleteFrom('signInProvider').execute();
		const sealed = sealer.seal(at(id), clientSecret);
		await tx.insertInto('signInProvider', { ...input, id, clientSecret: sealed, updatedAt: now() }).execute();
		await audit.record(tx, 'sign-in-provider.set', id);
	});
	return { id };
}

/** Nobody comes in by it any more; who did is signed out at the end of their session. */
export async function remove(scope: AuthorityScope): Promise<void> {
	await scope.transaction(async (tx) => {
		const found = await tx.selectFrom('signInProvider').select('signInProvider.id').executeTakeFirst();
		if (!found) return;
		await tx.deleteFrom('signInProvider').execute();
		await audit.record(tx, 'sign-in-provider.removed', found.id);
	});
}
