import { request as httpRequest } from 'node:http';
import type { Page } from '@playwright/test';
import { ACCESS, type Rule } from '#lib/server/access.ts';
import { tokenHash } from '#lib/server/auth/tokens.ts';
import * as entryPasses from '#lib/server/entry-passes.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import * as submissions from '#lib/server/submissions.ts';
import { serverNow, startApp, type App } from '../support/app.ts';
import { comeIn, doorOf, goIn, unlock } from '../support/child-door.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { makeWorld, type World } from '../support/world.ts';

const main = (page: Page) => page.getByRole('main');
const YOUNG = { bornOn: '2016-05-05' };
const tokenIn = ({ url }: { url: string }) => new URL(url).hash.slice(1);

/** Asks from an address of its own, as fifty devices would. */
function fromElsewhere(
	origin: string,
	place: number,
	method: string,
	path: string,
	code?: string
): Promise<[number, string]> {
	return new Promise((resolve, reject) => {
		const body = code && new URLSearchParams({ code }).toString();
		const headers = {
			origin,
			accept: 'text/html',
			...(body && { 'content-type': 'application/x-www-form-urlencoded' })
		};
		const asking = httpRequest(origin + path, { method, headers, localAddress: `127.0.7.${place + 1}` }, (answer) => {
			const parts: Buffer[] = [];
			answer.on('data', (part: Buffer) => parts.push(part));
			answer.on('end', () => resolve([answer.statusCode!, Buffer.concat(parts).toString()]));
		});
		asking.once('error', reject).end(body);
	});
}

const cardOf = ({ scope }: World, consultationId: string) =>
	scope
		.selectFrom('card')
		.selectAll('card')
		.where('card.consultationId', '=', consultationId)
		.executeTakeFirstOrThrow();

const childs = ({ connection, authority }: World, consultationId: string) =>
	new AuthorityScope(connection.db, authority.id, { kind: 'participant', consultationId, audience: 'child' });

/** A moment so many minutes from the server's now. */
const at = (minutes: number) => new Date(serverNow() + minutes * 60_000).toISOString();

/** Nobody has been there for so many minutes. */
const age = (app: App, consultationId: string, minutes: number) =>
	app.connection.directory
		.updateTable('participantSession')
		.set({ seenAt: at(-minutes) })
		.where('consultationId', '=', consultationId)
		.execute();

test.describe('a stolen or scanned link', () => {
	test('a hundred GET and HEAD leave it unspent, and of fifty presses at once one comes in @desk', async ({
		app,
		world
	}) => {
		const slip = await world.open(await world.child());
		for (let visit = 0; visit < 100; visit++)
			expect((await fromElsewhere(app.origin, 200, visit % 2 ? 'HEAD' : 'GET', '/en/c'))[0]).toBe(200);
		expect((await cardOf(world, slip.consultationId)).claimedAt).toBeNull();
		const presses = await Promise.all(
			Array.from({ length: 50 }, (_, i) => fromElsewhere(app.origin, i, 'POST', '/en/c', tokenIn(slip)))
		);
		expect(presses.map(([status]) => status).sort()).toEqual([303, ...Array.from({ length: 49 }, () => 422)]);
		const refused = presses.filter(([status]) => status === 422).map(([, body]) => body.replace(/nonce="[^"]*"/g, ''));
		for (const body of refused) {
			expect(body).toContain('Ask your worker for a new card');
			expect(body).not.toContain(tokenIn(slip));
		}
	});

	test('a visit that runs every script and presses nothing leaves it unspent @js', async ({ page, world, enter }) => {
		const slip = await world.open(await world.child());
		await page.goto(new URL(slip.url).pathname + new URL(slip.url).hash);
		await page.waitForLoadState('networkidle');
		await page.reload();
		await page.waitForLoadState('networkidle');
		expect((await cardOf(world, slip.consultationId)).claimedAt).toBeNull();
		await enter(page, slip);
		await expect(page).toHaveURL(/\/en\/my\/language$/);
	});

	test('where no script takes the token out of the bar, it does not go along with the code that is typed @desk', async ({
		device,
		world
	}) => {
		const slip = await world.open(await world.child());
		const phone = await device({ javaScriptEnabled: false });
		await phone.goto(slip.url);
		await phone.locator('input[name=code]').fill(slip.code);
		await phone.locator('form:has(input[name=code]) button').click();
		await expect(phone).toHaveURL(/\/en\/my\/alone$/);
	});

	test('used, unknown, closed and blocked look the same @desk', async ({ app, playwright, world }) => {
		const answers: string[] = [];
		const typed = async (code: string) => {
			const door = doorOf(await playwright.request.newContext(), app.origin);
			const { status, body } = await door.post('/en/c', { code });
			const main = /<main[\s\S]*<\/main>/.exec(body)![0].replace(/ value="[^"]*"/, '');
			answers.push(`${status} ${main}`);
		};
		const slip = await world.open(await world.child());
		await comeIn(doorOf(await playwright.request.newContext(), app.origin), slip.code);
		await world.scope
			.updateTable('card')
			.set({ blockedAt: at(0) })
			.where('card.consultationId', '=', slip.consultationId)
			.execute();
		await typed(slip.code);
		await typed('K7Q4-9MX-RDW');
		await typed(tokenIn(slip));
		expect(new Set(answers).size).toBe(1);
	});
});

test.describe('a page that locks', () => {
	test('what is sent from a locked page is sent once by itself when it is unlocked @desk', async ({
		app,
		playwright,
		world
	}) => {
		const slip = await world.open(await world.child(YOUNG));
		const door = doorOf(await playwright.request.newContext(), app.origin);
		await comeIn(door, slip.code);
		await door.post('/en/my/language', { language: 'en' });
		await door.post('/en/my/q/home', { words: 'said before', state: 'answered' });
		await age(app, slip.consultationId, 6);

		for (const path of ['check', 'sent', 'q/home', 'welcome', 'check/__data.json']) {
			const { body, location } = await door.get(`/en/my/${path}`);
			expect([path, body.includes('said before')]).toEqual([path, false]);
			if (!path.endsWith('json')) expect(location).toBe('/en/my/unlock');
		}
		const held = await door.post('/en/my/q/feelings', { value: 'happy', state: 'answered' });
		expect(held.location).toBe('/en/my/unlock');
		const own = childs(world, slip.consultationId);
		expect((await submissions.ownReplies(own)).feelings).toBeUndefined();
		expect(await unlock(door)).toBe('/en/my/q/home');
		expect((await submissions.ownReplies(own)).feelings?.values).toEqual(['happy']);

		await age(app, slip.consultationId, 6);
		expect((await door.post('/en/my/check', {})).location).toBe('/en/my/unlock');
		expect(await unlock(door)).toBe('/en/my/sent');
		const sent = world.scope
			.selectFrom('submission')
			.select('submission.id')
			.where('submission.sentAt', 'is not', null);
		expect(await sent.execute()).toHaveLength(1);
	});

	test('three wrong choices end it for every device, and the worker sees why', async ({
		page,
		world,
		enter,
		device,
		signIn
	}) => {
		const child = await world.child(YOUNG);
		const slip = await world.open(child);
		await enter(page, slip);
		const sibling = await device();
		await sibling.goto('/en/c');
		await sibling.locator('#code').fill(slip.code);
		await sibling.locator('form:has(#code) button').click();
		await sibling.locator('button[value=yes]').click();
		await expect(main(sibling).getByRole('heading', { level: 1 })).toHaveText('Find your first word');
		await expectAccessible(sibling);
		for (let tries = 0; tries < 3; tries++) {
			// The same place twice: among twelve words in any order that is the child's own two about once in 144.
			await main(sibling).locator('button', { hasNotText: /otter/i }).first().click();
			await main(sibling)
				.locator('button', { hasNotText: /waffle/i })
				.first()
				.click();
		}
		await expect(main(sibling).getByRole('alert')).toContainText('Ask your worker for a new card');
		await page.goto('/en/my/check');
		await expect(page).toHaveURL(/\/en\/c\?again$/);
		const desk = await device({ viewport: { width: 1280, height: 900 } });
		await signIn(desk, world.iro);
		await desk.goto(`/reviews/${child.reviewId}`);
		await expect(desk.locator('#asking')).toContainText('three wrong tries');
	});

	test('it warns, one tap goes on ten times and more, and then nothing is left on the screen @js', async ({
		page,
		app,
		world,
		enter
	}) => {
		const slip = await world.open(await world.child(YOUNG));
		await page.clock.install();
		await enter(page, slip);
		await page.goto('/en/my/q/worries');
		await page.waitForLoadState('networkidle');
		await main(page).getByRole('textbox').fill('Canarysentence');
		const asked = page.getByRole('dialog', { name: 'Are you still there?' });
		const wait = async (minutes: number) => {
			await age(app, slip.consultationId, minutes);
			await page.clock.fastForward(minutes * 60_000 + 5000);
		};
		for (let times = 0; times < 11; times++) {
			await wait(4);
			await expect(asked).toBeVisible();
			if (!times) await expectAccessible(page);
			// The server has heard it before the next minutes begin.
			const heard = page.waitForResponse(
				(answer) => answer.url().endsWith('/stay') && answer.request().method() === 'POST'
			);
			await asked.getByRole('button', { name: 'Yes, I am here' }).click();
			await heard;
			await expect(asked).toBeHidden();
		}
		await expect(main(page).getByRole('textbox')).toHaveValue('Canarysentence');
		await wait(4);
		await expect(asked).toBeVisible();
		await page.clock.fastForward(61_000);
		await expect(page).toHaveURL(/\/en\/my\/unlock$/);
		await expect(page.locator('body')).not.toContainText('Canarysentence');
	});
});

test('a carer filling in for the child: who helped is fixed once it is sent, and a carer’s session reaches no child’s route @desk', async ({
	app,
	playwright,
	world
}) => {
	const child = await world.child(YOUNG);
	const slip = await world.open(child);
	const support = await world.staff('business-support', 'Bea Support');
	const staff = new AuthorityScope(app.connection.db, world.authority.id, {
		kind: 'staff',
		staffId: support.id,
		role: 'business-support'
	});
	await entryPasses.make(staff, slip.consultationId, 'together');
	await staff
		.updateTable('entryPass')
		.set({ expiresAt: at(10) })
		.execute();
	const { code } = (await entryPasses.current(staff, slip.consultationId, 'together'))!;
	const door = doorOf(await playwright.request.newContext(), app.origin);
	await comeIn(door, code);
	await door.post('/en/my/language', { language: 'en' });
	for (const path of ['welcome', 'q/home', 'check'])
		expect((await door.get(`/en/my/${path}`)).body).toContain('Bea Support');
	await door.post('/en/my/q/home', { words: 'with Bea', state: 'answered' });
	await door.post('/en/my/helper', { helper: 'foster-carer', name: 'A carer' });
	await door.post('/en/my/check', {});
	const sent = () =>
		world.scope
			.selectFrom('submission')
			.selectAll('submission')
			.where('submission.sentAt', 'is not', null)
			.executeTakeFirstOrThrow();
	const before = await sent();
	expect(before).toMatchObject({ helper: 'foster-carer', assistedBy: support.id });
	await door.post('/en/my/helper', { helper: 'nobody' });
	await app.connection.directory.updateTable('participantSession').set({ helperId: null }).execute();
	await door.post('/en/my/q/home', { words: 'changed', state: 'answered' });
	expect(await sent()).toEqual(before);

	const carers = await world.open(child, 'foster-carer');
	const token = 'a-session-of-the-carer';
	const session = {
		idHash: tokenHash(token),
		authorityId: world.authority.id,
		consultationId: carers.consultationId,
		createdAt: at(0)
	};
	await app.connection.directory
		.insertInto('participantSession')
		.values({
			...session,
			expiresAt: at(60),
			seenAt: at(0),
			unlockedAt: at(0),
			aloneAt: at(0),
			helperId: null
		})
		.execute();
	const carer = doorOf(
		await playwright.request.newContext({ extraHTTPHeaders: { cookie: `sayso-participant=${token}` } }),
		app.origin
	);
	expect((await carer.get('/en/your/before')).status).toBe(200);
	const replies = await submissions.ownReplies(childs(world, slip.consultationId));
	for (const [route, rule] of Object.entries(ACCESS) as [string, Rule][]) {
		if (rule !== 'child') continue;
		const path = route.replace('[lang=language]', 'en').replace('[question]', 'home').replace('[step]', 'how-much');
		const answers = [
			await carer.get(path),
			await carer.post(path, { alone: 'no', words: 'by the carer', state: 'answered', helper: 'nobody' })
		];
		for (const { status, body } of answers) {
			expect([route, status]).toEqual([route, 404]);
			expect(body).not.toContain('with Bea');
		}
	}
	expect(await submissions.ownReplies(childs(world, slip.consultationId))).toEqual(replies);
});

test('a child who is not alone ends it with a dull page, their IRO is told, and they may begin again', async ({
	page,
	world,
	device,
	signIn,
	app
}) => {
	const child = await world.child(YOUNG);
	const slip = await world.open(child);
	await page.goto('/en/c');
	await page.locator('#code').fill(slip.code);
	await page.locator('form:has(#code) button').click();
	await expect(page).toHaveURL(/\/en\/my\/alone$/);
	await expectAccessible(page);
	await main(page).getByRole('button', { name: 'No, not right now' }).click();
	await expect(page).toHaveURL(/\/en\/thanks$/);
	await expect(main(page)).toContainText('That is all for now');
	await expectAccessible(page);
	const desk = await device({ viewport: { width: 1280, height: 900 } });
	await signIn(desk, world.iro);
	await desk.goto(`/reviews/${child.reviewId}`);
	await expect(desk.locator('#asking')).toContainText('could not answer on their own');
	await comeIn(doorOf(page.context().request, app.origin), slip.code);
});

test('a drawing made with a mouse is found again among twelve, and opens what was said @js', async ({
	page,
	app,
	world
}) => {
	const slip = await world.open(await world.child(YOUNG));
	await page.goto('/en/c');
	await page.locator('#code').fill(slip.code);
	await page.locator('form:has(#code) button').click();
	await main(page).getByRole('button', { name: 'Yes, I can' }).click();
	const paths: string[] = [];
	for (const [ink, corners] of [
		[
			'.ink-2',
			[
				[0.2, 0.2],
				[0.8, 0.3],
				[0.5, 0.9],
				[0.2, 0.2]
			]
		],
		[
			'.ink-1',
			[
				[0.1, 0.9],
				[0.9, 0.9],
				[0.9, 0.1],
				[0.5, 0.5]
			]
		]
	] as const) {
		await expect(main(page).getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessible(page);
		await page.locator(`${ink} input`).check();
		const sheet = page.locator('svg.sheet');
		await sheet.scrollIntoViewIfNeeded();
		const box = (await sheet.boundingBox())!;
		for (const [i, [x, y]] of corners.entries()) {
			await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 6 });
			if (!i) await page.mouse.down();
		}
		await page.mouse.up();
		paths.push((await sheet.locator('path').getAttribute('d'))!);
		await page.locator('button.go').click();
	}
	await expect(page).toHaveURL(/\/en\/my\/language$/);
	await age(app, slip.consultationId, 6);
	await page.goto('/en/my/check');
	for (const path of paths) {
		await expect(main(page).getByRole('button')).toHaveCount(12);
		await expectAccessible(page);
		await main(page).locator(`button:has(path[d="${path}"])`).click();
	}
	await expect(page).toHaveURL(/\/en\/my\/language$/);
});

test('going on elsewhere: a code of ten minutes ends it here and opens there with what the child knows', async ({
	page,
	world,
	enter,
	device,
	app
}) => {
	const slip = await world.open(await world.child(YOUNG));
	await enter(page, slip);
	await main(page).getByRole('button', { name: 'English' }).click();
	await page.goto('/en/my/resume');
	await main(page).getByRole('button', { name: 'Get a code' }).click();
	await expectAccessible(page);
	const code = (await page.locator('.code').textContent())!;
	const other = await device();
	await other.goto('/en/c');
	await other.locator('#code').fill(code);
	await other.locator('form:has(#code) button').click();
	await other.locator('button[value=yes]').click();
	await expect(other).toHaveURL(/\/en\/my\/unlock$/);
	expect(await unlock(doorOf(other.context().request, app.origin))).toBe('/en/my');
	await page.goto('/en/my/check');
	await expect(page).toHaveURL(/\/en\/c\?again$/);
});

test('from thirteen a device of one’s own unlocks with its finger or PIN, never without; younger there is no such page @js @desk', async ({
	page
}) => {
	// A passkey belongs to a name; a bare address has none.
	const app = await startApp({ hostname: 'localhost' });
	try {
		const world = await makeWorld(app.connection);
		const slip = await world.open(await world.child({ bornOn: '2011-05-05' }));
		const session = await page.context().newCDPSession(page);
		await session.send('WebAuthn.enable');
		const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
			options: {
				protocol: 'ctap2',
				transport: 'internal',
				hasResidentKey: true,
				hasUserVerification: true,
				isUserVerified: true,
				automaticPresenceSimulation: true
			}
		});
		const door = doorOf(page.context().request, app.origin);
		await comeIn(door, slip.code);
		await door.post('/en/my/language', { language: 'en' });
		await page.goto(`${app.origin}/en/my/own-device`);
		await expectAccessible(page);
		await main(page).getByRole('button', { name: 'Use the lock of this device' }).click();
		await expect(main(page).getByRole('status')).toContainText('Done');

		await age(app, slip.consultationId, 6);
		await page.goto(`${app.origin}/en/my/check`);
		await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
		await main(page).getByRole('button', { name: 'Open with my device' }).click();
		await expect(main(page).getByRole('alert')).toContainText('did not work');
		await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
		await main(page).getByRole('button', { name: 'Open with my device' }).click();
		await expect(page).toHaveURL(/\/en\/my\/welcome$/);
		await age(app, slip.consultationId, 6);
		expect((await door.post('/en/my/unlock', { passkey: '{}' })).location).toBe('/en/my/unlock');

		await page.context().clearCookies();
		const younger = await world.open(await world.child({ bornOn: '2014-05-05' }));
		await door.post('/en/c', { code: younger.code });
		await goIn(door);
		expect((await door.get('/en/my/own-device')).status).toBe(404);
	} finally {
		await app.stop();
	}
});
