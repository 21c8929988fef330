import type { Cookies } from '@sveltejs/kit';
import * as client from 'openid-client';
import { setting } from '../settings.ts';
import * as attempts from './attempts.ts';
import type { Attempt } from './attempts.ts';
import type { EnteredStaff } from './entered.ts';
import * as identities from './identities.ts';
import * as providers from './providers.ts';
import type { Provider, ProviderRefusal } from './providers.ts';
import { comer, enter, IN, type Next } from './sign-in.ts';
import * as staffSessions from './staff-sessions.ts';
import type { Visitor } from './visitor.ts';

/** A provider that says nothing for so many seconds is down. */
const PATIENCE = 10;
/** What a provider says of itself is asked again after so long: its keys change. */
const REMEMBERED = 10 * 60_000;

const known = new Map<string, { at: number; configuration: client.Configuration }>();

/** How to talk to a provider, from what it publishes of itself. */
async function configurationOf({ id, issuer, clientId, clientSecret }: Provider): Promise<client.Configuration> {
	const remembered = known.get(id);
	if (remembered && remembered.at > Date.now() - REMEMBERED) return remembered.configuration;
	const configuration = await client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
		timeout: PATIENCE,
		execute: providers.mayBeInsecure(issuer) ? [client.allowInsecureRequests] : []
	});
	known.set(id, { at: Date.now(), configuration });
	return configuration;
}

/** Where a provider sends people back to. One address for each, so that one cannot answer for another. */
const backTo = ({ code }: Provider) => new URL(`/sign-in/oidc/${code}/back`, setting('ORIGIN')).href;

const drawn = (step: Attempt, what: 'state' | 'nonce' | 'verifier') => step.draw(what).toString('base64url');

/** Begins a round to an authority's own sign-in: the address to go to. `again` asks for a new sign-in of this person. */
export async function begin(
	cookies: Cookies,
	code: string,
	again?: { entered: EnteredStaff; goTo: string }
): Promise<URL | { refused: ProviderRefusal }> {
	const provider = await providers.find(code);
	if (!provider) return { refused: 'failed' };
	const configuration = await configurationOf(provider).catch(() => undefined);
	if (!configuration) return { refused: 'unreachable' };
	const step = await attempts.begin(cookies, {
		purpose: 'provider',
		authorityId: provider.authorityId,
		staffId: again?.entered.staff.id ?? null,
		goTo: again?.goTo ?? null
	});
	return client.buildAuthorizationUrl(configuration, {
		redirect_uri: backTo(provider),
		scope: 'openid profile email',
		state: drawn(step, 'state'),
		nonce: drawn(step, 'nonce'),
		code_challenge: await client.calculatePKCECodeChallenge(drawn(step, 'verifier')),
		code_challenge_method: 'S256',
		...(again ? { prompt: 'login', max_age: '0' } : {})
	});
}

/** A sign-in there that is asked for anew was not longer ago, in seconds. */
const JUST_NOW = 60;

/** What the provider says, checked: its signature, issuer, audience and time, and that it answers this very step. */
async function claimsOf(provider: Provider, step: Attempt, back: URL): Promise<identities.Claims | undefined> {
	const configuration = await configurationOf(provider);
	const tokens = await client.authorizationCodeGrant(configuration, new URL(back.search, backTo(provider)), {
		pkceCodeVerifier: drawn(step, 'verifier'),
		expectedState: drawn(step, 'state'),
		expectedNonce: drawn(step, 'nonce'),
		...(step.staffId ? { maxAge: JUST_NOW } : {})
	});
	const claims: Record<string, unknown> = tokens.claims() ?? {};
	const text = (name: string) => (typeof claims[name] === 'string' ? claims[name] : '');
	const roles = [claims[provider.roleClaim] ?? []].flat().filter((role) => typeof role === 'string');
	const subject = text(provider.subjectClaim);
	if (!subject) return undefined;
	return { subject, name: text('name'), email: text('email') || text('preferred_username'), roles };
}

/** Finishes the round. `back` is the address that the provider sent the browser to. */
export async function finish(
	cookies: Cookies,
	from: Visitor,
	code: string,
	back: URL,
	entered: EnteredStaff | undefined
): Promise<Next | { refused: ProviderRefusal }> {
	const provider = await providers.find(code);
	const step = await attempts.take(cookies, 'provider');
	if (!provider || step?.authorityId !== provider.authorityId) return { refused: 'failed' };
	const claims = await claimsOf(provider, step, back).catch(() => undefined);
	if (!claims) return { refused: 'failed' };
	const door = providers.doorOf(provider.authorityId);
	if (step.staffId) {
		const same = entered?.staff.id === step.staffId;
		if (!same || !(await identities.isOf(door, step.staffId, provider.issuer, claims.subject)))
			return { refused: 'no-account' };
		await staffSessions.freshen(entered.session);
		return step.goTo ? { goTo: step.goTo } : IN;
	}
	const staffId = await identities.staffOf(door, provider, claims);
	const staff = staffId && (await comer(provider.authorityId, staffId));
	return staff ? enter(cookies, from, staff, 'provider') : { refused: 'no-account' };
}

/** Where to sign out of the authority's own sign-in too; undefined when it has no such page. */
export async function leave(code: string): Promise<URL | undefined> {
	const provider = await providers.find(code);
	const configuration = provider && (await configurationOf(provider).catch(() => undefined));
	if (!configuration?.serverMetadata().end_session_endpoint) return undefined;
	return client.buildEndSessionUrl(configuration, {
		post_logout_redirect_uri: new URL('/sign-in', setting('ORIGIN')).href
	});
}
