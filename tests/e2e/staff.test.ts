import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, test } from '../support/e2e.ts';

const main = (page: Page) => page.getByRole('main');

test('a wrong password says so, keeps the address, and tells nobody whether it exists', async ({ page, world }) => {
	const said: (string | null)[] = [];
	for (const email of [world.iro.email, `nobody@${world.authority.code}.example`]) {
		await page.goto('/sign-in');
		await page.getByLabel('Email address').fill(email);
		await page.getByLabel('Password').fill('not the password');
		await page.getByRole('button', { name: 'Sign in' }).click();
		await expect(page.getByLabel('Email address')).toHaveValue(email);
		said.push(await page.getByRole('alert').textContent());
		await expectAccessible(page);
	}
	expect(new Set(said).size).toBe(1);
});

test('signing out ends the session, also for a page kept open', async ({ page, world, signIn }) => {
	await signIn(page, world.iro);
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	await page.goto('/reviews');
	await expect(page).toHaveURL(/\/sign-in$/);
});

test('an IRO writes their card, and their child sees it first', async ({ page, device, world, signIn, enter }) => {
	await signIn(page, world.iro);
	await page.goto('/profile');
	await page.getByLabel('What to call me').fill('Auntie Iris 🌻');
	await page.getByLabel('How to reach me').fill('Text 07700 900123');
	const photo = await sharp({ create: { width: 900, height: 700, channels: 3, background: 'teal' } })
		.jpeg()
		.toBuffer();
	await page.locator('#photo').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo });
	await page.getByRole('button', { name: 'Save my card' }).click();
	await expect(page.getByRole('status')).toContainText('Saved');
	await expectAccessible(page);

	await page.locator('#photo').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<svg/>') });
	await page.getByLabel('What to call me').fill('Kept as typed');
	await page.getByRole('button', { name: 'Save my card' }).click();
	await expect(page.locator('.error')).toBeVisible();
	await expect(page.getByLabel('What to call me')).toHaveValue('Kept as typed');

	const phone = await device();
	await enter(phone, await world.open(await world.child()));
	await main(phone).getByRole('button', { name: 'English' }).click();
	await expect(main(phone)).toContainText('Auntie Iris 🌻');
	await expect(main(phone)).toContainText('07700 900123');
	const image = main(phone).getByRole('img', { name: /Auntie Iris/ });
	expect(await image.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(320);
});

test('what the child keeps for their IRO is shown to the IRO alone', async ({ page, device, world, signIn, enter }) => {
	const child = await world.child({ bornOn: '2016-05-05' });
	await enter(page, await world.open(child));
	for (const [question, text, audience] of [
		['worries', 'only for my IRO', ''],
		['going-well', 'for everyone there', 'everyone']
	] as const) {
		await page.goto(`/en/my/q/${question}`);
		await main(page).getByRole('textbox').fill(text);
		if (audience) {
			await main(page).locator('summary').click();
			await main(page).getByRole('radio', { name: 'Everyone at my meeting' }).check();
		}
		await main(page).getByRole('button', { name: 'Next' }).click();
		await expect(page).not.toHaveURL(new RegExp(question));
	}
	await page.goto('/en/my/check');
	await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
	await expect(page).toHaveURL(/sent/);

	for (const [role, sees] of [
		['manager', []],
		['business-support', []],
		['iro', ['only for my IRO', 'for everyone there']]
	] as const) {
		const desk = await device({ viewport: { width: 1280, height: 900 } });
		await signIn(desk, role === 'iro' ? world.iro : await world.staff(role));
		await desk.goto(`/reviews/${child.reviewId}`);
		const text = await main(desk).textContent();
		for (const words of ['only for my IRO', 'for everyone there'])
			expect([role, words, text!.includes(words)]).toEqual([role, words, (sees as readonly string[]).includes(words)]);
		await expectAccessible(desk);
	}
	await page.goto('/en/my/sent');
	await expect(main(page)).toContainText(/Iris Okafor.? read it on/);
});

test('figures are read, chosen by period, and taken away; the return is checked first', async ({
	page,
	world,
	signIn
}) => {
	await world.child({}, { heldOn: '2026-05-20', participationCode: 'PN1', attended: 'all' });
	await signIn(page, await world.staff('manager'));
	await page.goto('/statistics?from=2026-04-01&to=2027-03-31');
	await expect(main(page)).toContainText('100.0');
	await expectAccessible(page);
	const csv = await page.request.get('/statistics/figures.csv?from=2026-04-01&to=2027-03-31');
	expect(csv.headers()['content-type']).toContain('text/csv');
	expect(await csv.text()).toContain('PN1');
	for (const odd of ['from=garbage', 'from=2026-02-31&to=2026-01-01', 'from=&to=']) {
		expect((await page.request.get(`/statistics?${odd}`)).status()).toBeLessThan(500);
	}

	await page.goto('/exports?year=2027');
	await expectAccessible(page);
	const reviews = await page.request.get('/exports/reviews.csv?year=2027');
	expect((await reviews.text()).split(/\r?\n/).slice(0, 2)).toEqual([
		'CHILD,DOB,REVIEW,REVIEW_CODE',
		expect.stringContaining('20/05/2026,PN1')
	]);
});
