import type { App } from '../support/app.ts';
import { expect, test } from '../support/e2e.ts';
import { actionsOf, addressOf, ask, namesThings, ROUTES } from '../support/matrix.ts';
import { makeCast } from '../support/visitors.ts';

/** What every answer carries, and what a change must come with: asked without a browser. */
test.describe('the edge @desk', () => {
	const ALWAYS = {
		'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/,
		'x-content-type-options': /^nosniff$/,
		'x-frame-options': /^DENY$/,
		'referrer-policy': /^same-origin$/,
		'cross-origin-opener-policy': /^same-origin$/,
		'cross-origin-resource-policy': /^same-origin$/,
		'permissions-policy': /geolocation=\(\)/,
		'x-request-id': /^[\da-f-]{36}$/
	};

	/** Every table but those that count requests and tries, and what the outbox sends by itself. */
	async function everything({ connection }: App): Promise<Record<string, string>> {
		const tables = await connection.directory.introspection.getTables();
		const moving = /^(rate_limit|outbox|staff_session|participant_session|kysely_)/;
		const rows = tables
			.filter(({ name }) => !moving.test(name))
			.map(async ({ name }) => {
				const all = await connection.directory
					.selectFrom(name as 'review')
					.selectAll()
					.execute();
				return [name, JSON.stringify(all)];
			});
		return Object.fromEntries(await Promise.all(rows)) as Record<string, string>;
	}

	test('a change that does not come from our own pages is refused on every route, and nothing is done', async ({
		app
	}) => {
		test.setTimeout(180_000);
		const cast = await makeCast(app.connection);
		const who = (name: string) => cast.visitors.find((visitor) => visitor.name === name)!.cookie();
		const cookies = [await who('child'), await who('parent'), await who('iro'), await who('administrator')].join('; ');
		const sibling = app.origin.replace('//', '//other.');
		const ways: Record<string, Record<string, string>> = {
			'no Origin': { 'content-type': 'application/x-www-form-urlencoded' },
			null: { origin: 'null', 'content-type': 'application/x-www-form-urlencoded' },
			foreign: { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
			sibling: { origin: sibling, 'content-type': 'multipart/form-data; boundary=x' },
			'the browser says so': { origin: app.origin, 'sec-fetch-site': 'cross-site', 'content-type': 'text/plain' },
			'a subdomain, says the browser': { origin: app.origin, 'sec-fetch-site': 'same-site' },
			'no content type': {}
		};
		// Nobody has seen the alarms of these worlds: they would be passed on meanwhile.
		const at = new Date().toISOString();
		await app.connection.directory.updateTable('safetyFlag').set({ seenAt: at, handledAt: at }).execute();
		const before = await everything(app);
		let asked = 0;
		for (const [route, rule] of ROUTES.filter(([route]) => route !== '/csp-report')) {
			for (const action of actionsOf(rule)) {
				for (const [way, headers] of Object.entries(ways)) {
					const path = addressOf(route, cast.things.own) + (action && `?/${action}`);
					const body = new TextEncoder().encode('id=x');
					const init = { method: 'POST', body, redirect: 'manual', headers: { ...headers, cookie: cookies } } as const;
					const { status } = await fetch(app.origin + path, init);
					expect([route, action, way, status]).toEqual([route, action, way, 403]);
					asked++;
				}
			}
		}
		expect(asked).toBeGreaterThan(ROUTES.length * 5);
		expect(await everything(app)).toEqual(before);
	});

	test('every answer carries its headers: pages, data, files, redirects, refusals, errors', async ({ app }) => {
		const cast = await makeCast(app.connection);
		const cookie = await cast.visitors.find(({ name }) => name === 'iro')!.cookie();
		const routes = ROUTES.filter(([route]) => !namesThings(route)).map(([route]) => addressOf(route, cast.things.own));
		const files = ['/symbols.svg', '/icon.svg', '/service-worker.js', '/fonts/lexend-400.woff2', '/_app/version.json'];
		const odd = ['/nowhere', '/en/nowhere', '/reviews/__data.json', '/%ff', '/en/c/', '//evil.example/', '/en/my/q/x'];
		for (const path of [...routes, ...files, ...odd]) {
			const { headers } = await fetch(app.origin + path, {
				redirect: 'manual',
				headers: { accept: 'text/html', cookie: cookie! }
			});
			for (const [name, shape] of Object.entries(ALWAYS))
				expect(headers.get(name) ?? '', `${name} of ${path}`).toMatch(shape);
		}
		const refusals: { method: string; path: string; status: number; headers: Record<string, string>; body?: string }[] =
			[
				{ method: 'POST', path: '/en/c', status: 403, headers: {} },
				{ method: 'POST', path: '/en/c', status: 413, headers: { origin: app.origin }, body: 'x'.repeat(300_000) },
				{
					method: 'POST',
					path: '/en/c',
					status: 415,
					headers: { origin: app.origin, 'content-type': 'application/json' },
					body: '{}'
				},
				{ method: 'PUT', path: '/en/c', status: 405, headers: { origin: app.origin } }
			];
		for (const { path, status, ...init } of refusals) {
			const answer = await fetch(app.origin + path, { ...init, headers: { accept: 'text/html', ...init.headers } });
			expect([path, answer.status]).toEqual([path, status]);
			for (const [name, shape] of Object.entries(ALWAYS))
				expect(answer.headers.get(name) ?? '', `${name}: ${status}`).toMatch(shape);
			if (status !== 405) expect(await answer.text(), String(status)).toContain('<h1');
		}
	});

	test('a page runs no script that is not ours, and lets its forms go nowhere else', async ({ app }) => {
		const policyOf = async (path: string) =>
			Object.fromEntries(
				((await fetch(app.origin + path)).headers.get('content-security-policy') ?? '')
					.split('; ')
					.map((directive) => directive.split(/ (.*)/s).slice(0, 2) as [string, string])
			);
		const policy = await policyOf('/en/c');
		expect(policy['script-src']).toMatch(/^'self' 'strict-dynamic' 'nonce-[\w+/=]{20,}'$/);
		expect(policy['style-src']).toMatch(/^'self' 'unsafe-hashes' 'sha256-[\w+/=]+'( 'nonce-[\w+/=]+')?$/);
		expect(policy['require-trusted-types-for']).toBe("'script'");
		expect(policy['base-uri']).toBe("'none'");
		expect(policy['form-action']).toBe(`'self' ${new URL(app.elsewhere).origin}`);
		expect((await policyOf('/sign-in'))['form-action']).toBe("'self'");
		const again = await policyOf('/en/c');
		expect(again['script-src']).not.toBe(policy['script-src']);
	});

	test('what browsers say of a violated policy is noted by its directive alone', async ({ app }) => {
		const report = {
			type: 'csp-violation',
			url: 'canary-url',
			body: { effectiveDirective: 'frame-src', sample: 'canary' }
		};
		const sent = await fetch(`${app.origin}/csp-report`, {
			method: 'POST',
			headers: { 'content-type': 'application/reports+json' },
			body: JSON.stringify([report])
		});
		expect(sent.status).toBe(204);
		await expect.poll(() => app.said()).toContain('"kind":"frame-src","event":"csp"');
		expect(app.said()).not.toContain('canary');
	});

	test('alive, ready, and measured by the patterns of routes', async ({ app }) => {
		for (const path of ['/healthz', '/readyz']) {
			const answer = await fetch(app.origin + path);
			expect([answer.status, await answer.text()]).toEqual([200, 'ok\n']);
		}
		await ask(app.origin, '/en/c', 'GET', undefined);
		const measured = await (await fetch(`${app.origin}/metrics`)).text();
		for (const name of [
			'sayso_http_request_seconds_bucket{le="0.1",route="/[lang=language]/c",method="GET",status="200"}',
			'sayso_sessions{kind="staff"}',
			'sayso_outbox_messages{state="waiting"}',
			'sayso_argon2{state="waiting"}'
		])
			expect(measured).toContain(name);
		const proxied = await fetch(`${app.origin}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.9' } });
		expect(proxied.status).toBe(404);
	});
});
