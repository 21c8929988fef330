import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider as OidcProvider, type Configuration } from 'oidc-provider';

/** An account of a provider: what its ID token says beside `sub`. */
export interface Account {
	sub: string;
	oid?: string;
	name?: string;
	email?: string;
	roles?: string[];
}

/** A real OpenID provider on this machine. */
export interface Oidc {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** Who is there. */
	accounts: Map<string, Account>;
	/** The account that signs in next, without being asked anything. */
	next: string;
	close(): Promise<void>;
}

const CLIENT = { clientId: 'sayso', clientSecret: 'a-secret-of-this-machine-only-for-tests' };

/**
 * Starts one for a client whose addresses are these. It has no pages: whoever is `next` is signed in and agrees, so that a
 * round is redirects only.
 */
export async function startOidc(origin: string, authority: string): Promise<Oidc> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const oidc: Oidc = { issuer, ...CLIENT, accounts: new Map(), next: '', close: () => closed(server) };
	const provider = new OidcProvider(issuer, configuration(oidc, origin, authority));
	provider.on('server_error', (_, failure) => console.error(failure));
	const answer = provider.callback();
	server.on('request', (request, response) => {
		if (request.url?.startsWith('/interaction/')) void sayWho(provider, oidc, request, response);
		else void answer(request, response);
	});
	return oidc;
}

async function sayWho(provider: OidcProvider, oidc: Oidc, request: IncomingMessage, response: ServerResponse) {
	const { prompt, params, grantId } = await provider.interactionDetails(request, response);
	if (prompt.name === 'login')
		return provider.interactionFinished(request, response, { login: { accountId: oidc.next } });
	const grant = grantId
		? (await provider.Grant.find(grantId))!
		: new provider.Grant({ accountId: oidc.next, clientId: String(params.client_id) });
	grant.addOIDCScope('openid profile email');
	const consent = { grantId: await grant.save() };
	return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

function configuration(oidc: Oidc, origin: string, authority: string): Configuration {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return {
		clients: [
			{
				client_id: oidc.clientId,
				client_secret: oidc.clientSecret,
				redirect_uris: [`${origin}/sign-in/oidc/${authority}/back`],
				post_logout_redirect_uris: [`${origin}/sign-in`]
			}
		],
		jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'one' }] },
		cookies: { keys: ['only on this machine'] },
		claims: { openid: ['sub', 'oid', 'roles'], profile: ['name'], email: ['email'] },
		conformIdTokenClaims: false,
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_, { uid }) => `/interaction/${uid}` },
		pkce: { required: () => true },
		ttl: { Session: 3600, Grant: 3600, Interaction: 600, AuthorizationCode: 60, IdToken: 600, AccessToken: 600 },
		findAccount: (_, id) => {
			const account = oidc.accounts.get(id);
			return account && { accountId: id, claims: () => ({ ...account, sub: account.sub }) };
		}
	};
}

function closed(server: Server): Promise<void> {
	server.closeAllConnections();
	return new Promise((resolve) => server.close(() => resolve()));
}

/** Follows a round through the provider, as a browser of its own would, until it leads back: that address. */
export async function follow(oidc: Oidc, start: URL): Promise<URL> {
	const jar = new Map<string, string>();
	for (let at = start; ;) {
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
		for (const line of answer.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			jar.set(name!, value!);
		}
		const location = answer.headers.get('location');
		if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
		at = new URL(location, at);
		if (at.origin !== oidc.issuer) return at;
	}
}
