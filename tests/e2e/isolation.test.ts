import type { APIRequestContext } from '@playwright/test';
import { ROLES, type Role } from '#lib/domain/role.ts';
import { ACCESS, asked, may, type Rule } from '#lib/server/access.ts';
import { expect, test } from '../support/e2e.ts';
import { makeWorld, type Child, type Staff, type World } from '../support/world.ts';

/**
 * The table of who may open what, tried out: every route and action of server/access.ts, by everybody who should not
 * be let in and everybody who should. Nothing here is listed by hand: a route that is added is tried.
 */
const CANARY = 'Canaryna';

type StaffRule = Exclude<Rule, string>;
const STAFF_ROUTES = (Object.entries(ACCESS) as [string, Rule][]).filter(
	(entry): entry is [string, StaffRule] => typeof entry[1] === 'object'
);
const DOOR_ROUTES = (Object.entries(ACCESS) as [string, Rule][]).filter(
	([, rule]) => rule === 'child' || rule === 'adult'
);

/** The address of a route about one review of one child. */
const address = (route: string, reviewId: string) =>
	route
		.replace(/\/\(\w+\)/g, '')
		.replace('[lang=language]', 'en')
		.replace('[question]', 'feelings')
		.replace('[step]', 'how-much')
		.replace('[id]', reviewId);

/** As a browser posts a form: without this the answer is JSON, for our own script. */
const FROM_A_FORM = { accept: 'text/html' };

/** Each way to change something on a route: its named actions, or the one without a name. */
const actionsOf = (rule: StaffRule) => (rule.actions ? Object.keys(rule.actions) : rule.write ? [''] : []);

async function get(request: APIRequestContext, path: string) {
	const response = await request.get(path, { maxRedirects: 0 });
	return { status: response.status(), location: response.headers().location, body: await response.text() };
}
async function post(request: APIRequestContext, path: string, action: string, origin: string) {
	const response = await request.post(action ? `${path}?/${action}` : path, {
		maxRedirects: 0,
		form: { id: 'x' },
		headers: { ...FROM_A_FORM, origin }
	});
	return { status: response.status(), location: response.headers().location, body: await response.text() };
}

test.describe('isolation @desk', () => {
	let theirs: World;
	let child: Child;
	test.beforeEach(async ({ app }) => {
		theirs = await makeWorld(app.connection, 'Otherland');
		child = await theirs.child({ firstName: CANARY, lastName: CANARY });
	});

	async function signedIn(
		playwright: { request: { newContext(options: object): Promise<APIRequestContext> } },
		origin: string,
		{ email, password }: Staff
	) {
		const request = await playwright.request.newContext({ baseURL: origin });
		const response = await request.post('/sign-in', {
			form: { email, password },
			headers: { ...FROM_A_FORM, origin },
			maxRedirects: 0
		});
		expect(response.status()).toBe(303);
		return request;
	}

	test('nobody, and a carer who came in with a code, are sent to sign in from every staff page', async ({
		playwright,
		app
	}) => {
		const slip = await theirs.open(child, 'foster-carer');
		const nobody = await playwright.request.newContext({ baseURL: app.origin });
		const carer = await playwright.request.newContext({ baseURL: app.origin });
		await carer.post('/en/c', {
			form: { code: slip.code },
			headers: { ...FROM_A_FORM, origin: app.origin },
			maxRedirects: 0
		});
		expect((await get(carer, '/en/your/before')).status).toBe(200);

		for (const [route, rule] of STAFF_ROUTES) {
			const path = address(route, child.reviewId);
			for (const request of [nobody, carer]) {
				const answers = [await get(request, path)];
				for (const action of actionsOf(rule)) answers.push(await post(request, path, action, app.origin));
				for (const { status, location, body } of answers) {
					expect([route, status, location]).toEqual([route, 303, '/sign-in']);
					expect(body).not.toContain(CANARY);
				}
			}
		}
	});

	test("a carer opens no child's page, a child no carer's, and without a code nobody either", async ({
		playwright,
		app
	}) => {
		const doors = { child: await theirs.open(child, 'child'), adult: await theirs.open(child, 'parent') };
		for (const [kind, { code }] of Object.entries(doors)) {
			const request = await playwright.request.newContext({ baseURL: app.origin });
			await request.post('/en/c', { form: { code }, headers: { ...FROM_A_FORM, origin: app.origin }, maxRedirects: 0 });
			for (const [route, rule] of DOOR_ROUTES) {
				if (rule !== kind)
					expect([route, (await get(request, address(route, child.reviewId))).status]).toEqual([route, 404]);
			}
		}
		const nobody = await playwright.request.newContext({ baseURL: app.origin });
		for (const [route] of DOOR_ROUTES) {
			const { status, location } = await get(nobody, address(route, child.reviewId));
			expect([route, status, location]).toEqual([route, 303, '/en/c?again']);
		}
	});

	test('what is not there, or not theirs, is said in the language of the address', async ({
		playwright,
		app,
		world
	}) => {
		const slip = await theirs.open(child, 'foster-carer');
		const carer = await playwright.request.newContext({ baseURL: app.origin });
		const form = { code: slip.code };
		await carer.post('/ar/c', { form, headers: { ...FROM_A_FORM, origin: app.origin }, maxRedirects: 0 });
		const support = await signedIn(playwright, app.origin, await world.staff('business-support'));
		const pages: [APIRequestContext, string, string][] = [
			[carer, '/ar/my', 'ar'],
			[carer, '/ar/nowhere', 'ar'],
			[carer, '/en/your/q/nothing', 'en-GB'],
			[support, `/reviews/${child.reviewId}/record`, 'en-GB'],
			[support, `/reviews/${child.reviewId}`, 'en-GB']
		];
		for (const [request, path, language] of pages) {
			const response = await request.get(path, { headers: FROM_A_FORM });
			const body = await response.text();
			expect([path, response.status(), /<html lang="([^"]+)"/.exec(body)?.[1]]).toEqual([path, 404, language]);
			expect(body).toContain('<h1');
			expect(body).not.toContain(CANARY);
		}
		const broken = await carer.post('/ar/c', {
			data: 'no form',
			headers: { ...FROM_A_FORM, origin: app.origin, 'content-type': 'multipart/form-data; boundary=x' }
		});
		expect(broken.status()).toBe(400);
	});

	test('each role gets just what the table gives it', async ({ playwright, app, world }) => {
		const own = await world.child();
		for (const role of ROLES) {
			const request = await signedIn(playwright, app.origin, role === 'iro' ? world.iro : await world.staff(role));
			for (const [route, rule] of STAFF_ROUTES) {
				const path = address(route, own.reviewId);
				const { status } = await get(request, path);
				const listed = may(role, asked(rule, 'GET', undefined) as Parameters<typeof may>[1]);
				if (!listed) expect([role, route, status]).toEqual([role, route, 404]);
				else if (role !== 'social-worker') expect([role, route, status >= 500]).toEqual([role, route, false]);
				for (const action of actionsOf(rule)) {
					const wanted = asked(rule, 'POST', action || undefined);
					if (wanted === 'staff' || wanted === 'never' || may(role, wanted)) continue;
					expect([role, route, action, (await post(request, path, action, app.origin)).status]).toEqual([
						role,
						route,
						action,
						404
					]);
				}
			}
		}
	});

	test("a neighbour authority's staff of every role find nothing of this one", async ({ playwright, app, world }) => {
		const before = await wholeOf(theirs);
		for (const role of ROLES) {
			const request = await signedIn(playwright, app.origin, role === 'iro' ? world.iro : await world.staff(role));
			await tryAll(request, app.origin, role);
		}
		expect(await wholeOf(theirs)).toEqual(before);
	});

	test('a colleague without the case finds nothing of the child', async ({ playwright, app }) => {
		const before = await wholeOf(theirs);
		for (const role of ['iro', 'social-worker'] as const) {
			const request = await signedIn(playwright, app.origin, await theirs.staff(role, 'A colleague'));
			await tryAll(request, app.origin, role);
		}
		expect(await wholeOf(theirs)).toEqual(before);
	});

	/** Opens and changes all there is about the child's review; 404, and never a trace of the child. */
	async function tryAll(request: APIRequestContext, origin: string, role: Role) {
		for (const [route, rule] of STAFF_ROUTES) {
			const path = address(route, child.reviewId);
			const about = route.includes('[id]');
			const { status, body } = await get(request, path);
			if (about) expect([role, route, status]).toEqual([role, route, 404]);
			expect(body.includes(CANARY), `${role} sees the child on ${route}`).toBe(false);
			for (const action of about ? actionsOf(rule) : []) {
				expect([role, route, action, (await post(request, path, action, origin)).status]).toEqual([
					role,
					route,
					action,
					404
				]);
			}
		}
	}

	async function wholeOf({ scope }: World) {
		const tables = [
			'review',
			'meeting',
			'attendee',
			'consultation',
			'wish',
			'safetyFlag',
			'reading',
			'profile'
		] as const;
		return Promise.all(
			tables.map((table) =>
				scope
					.selectFrom(table)
					.selectAll(table as 'review')
					.execute()
			)
		);
	}

	test('every command of the command line, asked for the neighbour, gives nothing of the other', async ({
		sayso,
		world
	}) => {
		const code = world.authority.code;
		const attempts = [
			['consultation', 'open', '--authority', code, '--review', child.reviewId, '--for', 'child'],
			['consultation', 'open', '--authority', code, '--child', child.externalId, '--for', 'parent'],
			['export', 'ssda903', '--authority', code, '--year', '2026', '--out', test.info().outputPath('neighbour')],
			['stats', 'participation', '--authority', code, '--from', '2020-01-01', '--to', '2027-01-01'],
			['consultation', 'open', '--authority', 'no-such-authority', '--review', child.reviewId, '--for', 'child'],
			['stats', 'participation', '--authority', 'no-such-authority', '--from', '2020-01-01', '--to', '2027-01-01']
		];
		for (const attempt of attempts) {
			const { code: exit, stdout, stderr } = sayso(...attempt, '--json');
			expect(stdout + stderr, attempt.join(' ')).not.toContain(CANARY);
			if (attempt[0] === 'consultation' || attempt.includes('no-such-authority'))
				expect([attempt.join(' '), exit]).toEqual([attempt.join(' '), 1]);
		}
	});

	test('a change that does not come from our own pages is refused', async ({ playwright, app, world }) => {
		const request = await signedIn(playwright, app.origin, world.iro);
		const own = await world.child();
		for (const origin of ['https://elsewhere.example', 'null', `${app.origin}.example`]) {
			const { status } = await post(request, `/reviews/${own.reviewId}`, 'open', origin);
			expect([origin, status]).toEqual([origin, 403]);
		}
		const without = await request.post(`/reviews/${own.reviewId}?/open`, {
			form: { audience: 'child' },
			maxRedirects: 0,
			headers: FROM_A_FORM
		});
		expect(without.status()).toBe(403);
		expect(await world.scope.selectFrom('consultation').selectAll('consultation').execute()).toEqual([]);
	});
});
