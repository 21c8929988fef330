import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { ROLES } from '#lib/domain/role.ts';
import { may } from '#lib/server/access.ts';
import * as identities from '#lib/server/auth/identities.ts';
import * as providers from '#lib/server/auth/providers.ts';
import { serverNow, startApp, type App } from '../support/app.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { actionsOf, addressOf, ask, ROUTES } from '../support/matrix.ts';
import { startOidc } from '../support/oidc.ts';
import { staffCookie } from '../support/sessions.ts';
import type { Things } from '../support/visitors.ts';
import { makeWorld, type Staff } from '../support/world.ts';

const NOTHING: Things = { review: 'x', child: 'x', person: 'x', staff: 'x', flag: 'x' };
const main = (page: Page) => page.getByRole('main');

/** The first step only: what comes then is the story. */
async function password(page: Page, { email, password }: Staff): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('Email address').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in' }).click();
}

/** What an app shows that has this secret: now, or so many half minutes later. */
const shows = (secret: string, later = 0) =>
	new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({
		timestamp: serverNow() + later * 30_000
	});

/** Lets time pass for every session of one member of staff. */
async function away({ connection }: App, { id }: Staff, minutes: number, now = serverNow()): Promise<void> {
	const before = new Date(now - minutes * 60_000).toISOString();
	const sessions = connection.directory.updateTable('staffSession').where('staffId', '=', id);
	await sessions.set({ lastSeenAt: before, freshAt: before }).execute();
}

test('a new account sets up an app, keeps recovery codes, and is asked for a code from then on', async ({
	page,
	app
}) => {
	const world = await makeWorld(app.connection, 'Northshire', { demonstration: false });
	await password(page, world.iro);
	await expect(page.getByRole('heading', { name: 'Set up a second step' })).toBeVisible();
	await expectAccessible(page);
	const secret = (await page.locator('.secret').textContent())!;
	await page.getByLabel('The six digits').fill('000000');
	await page.getByRole('button', { name: 'Use this app' }).click();
	await expect(page.getByRole('alert')).toContainText('does not fit');
	expect(await page.locator('.secret').textContent(), 'the secret is the same after a mistake').toBe(secret);

	await page.goto('/reviews');
	await expect(page, 'half way is not in').toHaveURL(/sign-in$/);
	await page.goto('/sign-in/second/set-up');
	await page.getByLabel('The six digits').fill(shows(secret));
	await page.getByRole('button', { name: 'Use this app' }).click();
	await expect(main(page).getByRole('listitem')).toHaveCount(10);
	const recovery = (await main(page).getByRole('listitem').first().textContent())!;
	await expectAccessible(page);
	await page.getByRole('button', { name: 'I have kept them' }).click();
	await expect(page).toHaveURL(/reviews$/);

	await page.getByRole('button', { name: 'Sign out' }).click();
	await password(page, world.iro);
	await page.getByLabel('Code from your app').fill(shows(secret, 1));
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Go on' }).click();
	await expect(page).toHaveURL(/reviews$/);

	await page.getByRole('button', { name: 'Sign out' }).click();
	await password(page, world.iro);
	await page.getByLabel('Code from your app').fill(recovery);
	await page.getByRole('button', { name: 'Go on' }).click();
	await page.goto('/account/steps');
	await expect(main(page)).toContainText('9 codes left');
	await expectAccessible(page);
});

test('a locked page says whose it is, opens with the password, and sends what was typed @desk', async ({
	page,
	app,
	world,
	signIn
}) => {
	const manager = await world.staff('manager', 'Mo Aziz');
	await signIn(page, world.iro);
	await page.goto('/profile?from=here');
	await page.getByLabel('What to call me').fill('Auntie Iris');
	await page.getByLabel('How to reach me').fill('Text 07700 900123');
	await away(app, world.iro, 16);
	await page.getByRole('button', { name: 'Save my card' }).click();
	await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
	await expect(main(page)).toContainText('Iris Okafor');
	await expect(main(page), 'nothing of what was typed is shown').not.toContainText('Auntie');
	await expectAccessible(page);
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Unlock' }).click();
	await expect(page.getByRole('alert')).toContainText('does not fit');
	await page.goto('/reviews');
	await expect(page.getByRole('heading', { name: 'Locked' }), 'no other page opens').toBeVisible();
	await page.goBack();
	await page.getByLabel('Password').fill(world.iro.password);
	await page.getByRole('button', { name: 'Unlock' }).click();
	await page.getByRole('button', { name: 'Send it now' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');
	await expect(page.getByLabel('What to call me')).toHaveValue('Auntie Iris');

	// A file asks for a fresh sign-in, and is there after it.
	await page.getByRole('button', { name: 'Sign out' }).click();
	await signIn(page, manager);
	await page.goto('/exports');
	await away(app, manager, 6);
	await page.goto('/exports/reviews.csv?year=2026');
	await expect(page.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
	await page.getByLabel('Password').fill(manager.password);
	await page.getByRole('button', { name: 'Go on' }).click();
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: 'Download the file' }).click();
	expect((await download).suggestedFilename()).toContain('csv');
	await expectAccessible(page);
});

test('what asks for a fresh sign-in leads one of six minutes ago to show who it is, on every route and action @desk', async ({
	app,
	world
}) => {
	const { connection, origin } = app;
	for (const [route, rule] of ROUTES) {
		if (typeof rule === 'string' || !rule.fresh) continue;
		const { read } = rule;
		const role = ROLES.find((one) => read === 'staff' || may(one, read))!;
		const { id } = await world.staff(role);
		const [old, fresh] = [
			await staffCookie(connection, world.authority.id, id, 6),
			await staffCookie(connection, world.authority.id, id)
		];
		const ways = [...(rule.fresh === true ? ['GET'] : []), ...(rule.write || rule.actions ? actionsOf(rule) : [])];
		for (const way of ways) {
			const [method, path] = way === 'GET' ? ['GET', ''] : ['POST', way && `?/${way}`];
			const address = addressOf(route, NOTHING) + path;
			const stopped = await ask(origin, address, method!, old);
			expect([address, stopped.status, stopped.location]).toEqual([
				address,
				303,
				expect.stringMatching(/^\/again\?to=.*&fresh=/)
			]);
			const { location } = await ask(origin, address, method!, fresh);
			expect([address, location]).not.toEqual([address, expect.stringMatching(/^\/again/)]);
		}
		// Only to change something there: it may be looked at.
		if (rule.fresh === 'to-change')
			expect((await ask(origin, addressOf(route, NOTHING), 'GET', old)).location).not.toMatch(/^\/again/);
	}
});

test('a page nobody touches is covered, and what was typed is there when it is unlocked @js @desk', async ({
	page,
	app,
	world,
	signIn
}) => {
	await signIn(page, world.iro);
	await page.clock.install();
	await page.goto('/profile');
	await page.getByLabel('What to call me').fill('Auntie Iris');
	await page.clock.fastForward('14:00');
	await expect(page.getByRole('alertdialog')).toBeHidden();
	await away(app, world.iro, 16);
	await page.clock.fastForward('02:00');
	await expect(page.getByRole('alertdialog')).toBeVisible();
	await expect(page.getByLabel('What to call me'), 'nobody gets at it').not.toBeFocused();
	await expectAccessible(page);
	const [tab] = await Promise.all([
		page.waitForEvent('popup'),
		page.getByRole('link', { name: 'Unlock in a new tab' }).click()
	]);
	await tab.getByLabel('Password').fill(world.iro.password);
	await tab.getByRole('button', { name: 'Unlock' }).click();
	await expect(tab.getByRole('status')).toContainText('Unlocked');
	await tab.close();
	await page.evaluate(() => dispatchEvent(new Event('focus')));
	await expect(page.getByRole('alertdialog')).toBeHidden();
	await expect(page.getByLabel('What to call me')).toHaveValue('Auntie Iris');
});

test('somebody sees where they are signed in, ends one, and changes their password @desk', async ({
	page,
	device,
	world,
	signIn
}) => {
	const other = await device();
	await signIn(page, world.iro);
	await signIn(other, world.iro);
	await page.goto('/account');
	await expect(main(page).getByRole('listitem')).toHaveCount(2);
	await expectAccessible(page);
	await page.getByRole('button', { name: /Sign out .?Chrome/ }).click();
	await expect(page.getByRole('status')).toContainText('Signed out there');
	await other.goto('/reviews');
	await expect(other).toHaveURL(/sign-in$/);

	for (const [next, says] of [
		['liverpool-2026', /Many people/],
		['iris okafor 77', /made of your name/]
	] as const) {
		await page.getByLabel('Password now').fill(world.iro.password);
		await page.getByLabel('New password').fill(next);
		await page.getByRole('button', { name: 'Change it' }).click();
		await expect(page.getByRole('alert')).toContainText(says);
	}
	await page.getByLabel('Password now').fill(world.iro.password);
	await page.getByLabel('New password').fill('kvist-9-sommarlov');
	await page.getByRole('button', { name: 'Change it' }).click();
	await expect(page.getByRole('status')).toContainText('Your password is changed');
	await signIn(other, { ...world.iro, password: 'kvist-9-sommarlov' });
});

test('an authority’s own sign-in lets in whom it knows, unlocks, and can be left too @desk', async ({ page }) => {
	// The provider is on the real day, and so must we be: its tokens are for minutes.
	const app = await startApp({ today: '' });
	const world = await makeWorld(app.connection);
	const oidc = await startOidc(app.origin, world.authority.code);
	try {
		const { issuer, clientId, clientSecret } = oidc;
		const claims = { subjectClaim: 'oid', roleClaim: 'roles' } as const;
		await providers.set(world.scope, { name: 'Northshire Council', issuer, clientId, clientSecret, ...claims });
		oidc.accounts.set('iris', { sub: 'iris', oid: 'oid-iris', name: 'Iris Okafor', email: 'iris@elsewhere.example' });
		oidc.next = 'iris';
		const button = page.getByRole('link', { name: /Sign in with .?Northshire Council/ });

		await page.goto(`${app.origin}/sign-in`);
		await button.click();
		await expect(page.getByRole('alert')).toContainText('no account here');
		await expectAccessible(page);
		await identities.link(world.scope, world.iro.id, issuer, 'oid-iris');
		await button.click();
		await expect(page).toHaveURL(/reviews$/);

		await page.goto(`${app.origin}/reviews?show=all`);
		await away(app, world.iro, 16, Date.now());
		await page.reload();
		await page.getByRole('link', { name: 'Sign in with your authority again' }).click();
		await expect(page).toHaveURL(/reviews\?show=all$/);
		await page.getByRole('button', { name: 'Sign out' }).click();
		await expect(page.getByRole('status')).toContainText('still signed in with your authority');
		await expect(page.getByRole('link', { name: 'Sign out there too' })).toBeVisible();
	} finally {
		await oidc.close();
		await app.stop();
	}
});

test('a passkey is made, and signs in by itself @js @desk', async ({ page }) => {
	// A passkey belongs to a name; a bare address has none.
	const app = await startApp({ hostname: 'localhost' });
	try {
		const world = await makeWorld(app.connection, 'Northshire', { demonstration: false });
		const session = await page.context().newCDPSession(page);
		await session.send('WebAuthn.enable');
		const options = {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true
		} as const;
		const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
			options: { ...options, isUserVerified: true, automaticPresenceSimulation: true }
		});
		await page.goto(`${app.origin}/sign-in`);
		await page.getByLabel('Email address').fill(world.iro.email);
		await page.getByLabel('Password').fill(world.iro.password);
		await page.getByRole('button', { name: 'Sign in' }).click();
		await page.getByRole('button', { name: 'Make a passkey' }).click();
		await page.getByRole('button', { name: 'I have kept them' }).click();
		await expect(page).toHaveURL(/reviews$/);
		await page.getByRole('button', { name: 'Sign out' }).click();

		await page.getByRole('link', { name: 'Sign in with a passkey' }).click();
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Use my passkey' }).click();
		await expect(page).toHaveURL(/reviews$/);

		await away(app, world.iro, 16);
		await page.reload();
		await page.getByRole('button', { name: 'Use my passkey' }).click();
		await expect(page).toHaveURL(/reviews$/);
		await page.getByRole('button', { name: 'Sign out' }).click();

		// Without its owner's finger or PIN it opens nothing.
		await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
		await page.goto(`${app.origin}/sign-in/passkey`);
		await page.getByRole('button', { name: 'Use my passkey' }).click();
		await expect(page.getByRole('alert')).toContainText('did not finish');
	} finally {
		await app.stop();
	}
});
