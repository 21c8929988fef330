import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { nextLetter } from '../support/mail.ts';
import { makeWorld } from '../support/world.ts';

const main = (page: Page) => page.getByRole('main');
const accentOf = (page: Page) =>
	page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());

test(
	'an authority’s colour, logo, words and helplines show at once on its own pages, and on no other’s',
	{
		tag: '@desk'
	},
	async ({ page, device, world, app, signIn, enter }) => {
		await signIn(page, await world.staff('administrator'));
		await page.goto('/admin/authority');
		await page.getByLabel('Accent colour').fill('#c2185b');
		const logo = await sharp({ create: { width: 600, height: 200, channels: 3, background: 'maroon' } })
			.png()
			.toBuffer();
		await page.locator('#logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
		await page.getByRole('button', { name: 'Save colour and logo' }).click();
		await expect(main(page).locator('#accent-hint')).toContainText('cannot be read everywhere');
		await page.locator('#logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
		await page.getByRole('button', { name: /^Use .?#970343/ }).click();
		await expect(main(page).getByRole('status')).toContainText('Saved');
		expect(await accentOf(page)).toBe('#970343');
		await page.getByLabel('IRO: You say, of one').fill('reviewing officer');
		await page.getByLabel('IRO: Of several').fill('reviewing officers');
		await page.getByRole('button', { name: 'Save these words' }).click();
		await expect(main(page)).toContainText('Your reviewing officer reads it');
		await expectAccessible(page);

		await page.goto('/admin/authority/helplines');
		await page.getByLabel('Name').first().fill('Northshire youth line');
		await page.getByLabel('Number').first().fill('01632 960 111');
		await page.getByRole('button', { name: 'Save helplines' }).click();
		await expect(main(page).getByRole('status')).toBeVisible();
		await expectAccessible(page);

		const phone = await device({ viewport: { width: 360, height: 740 } });
		await enter(phone, await world.open(await world.child()));
		expect(await accentOf(phone)).toBe('#970343');
		const image = phone.getByRole('img', { name: 'Northshire', exact: true });
		expect(await image.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(432);
		await phone.goto('/en/my/check');
		await expect(main(phone)).toContainText('reviewing officer');
		await expect(main(phone)).not.toContainText(/\bIRO\b/);
		await expectAccessible(phone);
		await phone.goto('/en/help');
		await expect(main(phone).getByRole('link', { name: '01632 960 111' })).toHaveAttribute('href', 'tel:01632960111');

		const elsewhere = await makeWorld(app.connection, 'Westmere');
		const neighbour = await device();
		await enter(neighbour, await elsewhere.open(await elsewhere.child()));
		expect(await accentOf(neighbour)).not.toBe('#970343');
		await expect(neighbour.getByRole('banner').getByRole('img')).toHaveCount(0);
		expect((await neighbour.request.get('/en/logo')).status()).toBe(404);
		await neighbour.goto('/en/help');
		await expect(main(neighbour)).not.toContainText('Northshire');
	}
);

test('somebody is invited, is given children, and loses sight of them with their account', async ({
	page,
	device,
	world,
	app,
	signIn,
	withoutJavaScript
}) => {
	const child = await world.child();
	await signIn(page, await world.staff('administrator'));
	await page.goto('/admin/staff');
	await main(page).locator('summary').click();
	await page.getByLabel('Name', { exact: true }).fill('Odette Marlowe');
	await page.getByLabel('Email address').fill(`odette@${world.authority.code}.example`);
	await page.getByRole('button', { name: 'Invite them' }).click();
	await expect(main(page).getByRole('status')).toContainText('on its way');
	await expectAccessible(page);
	const letter = (await nextLetter(app, `odette@${world.authority.code}.example`)).email.text ?? '';
	const [link, secret] = /https?:\S+\/invitation#([\w-]{43})/.exec(letter)!;

	const desk = await device();
	const colleague = { email: `odette@${world.authority.code}.example`, password: 'seven green bicycles sing' };
	await desk.goto(link);
	if (withoutJavaScript) await desk.getByLabel('Code').fill(secret!);
	await desk.getByLabel('New password').fill('too short');
	await desk.getByRole('button').click();
	await expect(desk.getByLabel('Code')).toHaveValue(secret!);
	await expectAccessible(desk);
	await desk.getByLabel('New password').fill(colleague.password);
	await desk.getByRole('button').click();
	await expect(desk).toHaveURL(/\/sign-in#main$/);

	await page.goto('/admin/caseload');
	await page.getByLabel('Ada Lovell', { exact: true }).check();
	await page.getByLabel('IRO', { exact: true }).selectOption({ label: 'Odette Marlowe (0)' });
	await page.getByRole('button', { name: 'Move' }).click();
	await expect(main(page).getByRole('status')).toContainText('1 child moved');
	await expect(main(page).getByRole('row', { name: /Ada Lovell/ })).toContainText('Odette Marlowe');
	await expectAccessible(page);
	await page.goto(`/admin/caseload/${child.id}`);
	await expect(main(page)).toContainText('Iris Okafor');
	await expectAccessible(page);

	const former = await device();
	await signIn(former, world.iro);
	expect((await former.goto(`/reviews/${child.reviewId}`))!.status()).toBe(404);

	await page.goto('/admin/staff?q=odette');
	await main(page).getByRole('link', { name: 'Odette Marlowe' }).click();
	await page.getByLabel('New address').fill('odette');
	await page.getByRole('button', { name: 'Change the address' }).click();
	await expect(main(page)).toContainText('Give an email address.');
	await expect(page.getByLabel('New address')).toHaveValue('odette');
	await page.getByLabel('New address').fill(`marlowe@${world.authority.code}.example`);
	await page.getByRole('button', { name: 'Change the address' }).click();
	await expect(main(page).getByRole('status')).toContainText('Saved');
	for (const told of ['odette', 'marlowe'])
		expect((await nextLetter(app, `${told}@${world.authority.code}.example`)).email.subject).toContain('address');
	await page.getByRole('button', { name: 'End the account' }).click();
	await expect(main(page).getByRole('alert')).toContainText('Choose who has the children');
	await page.getByLabel('Hand over to').selectOption({ label: 'Iris Okafor' });
	await page.getByRole('button', { name: 'End the account' }).click();
	await expect(main(page)).toContainText('has left');
	await expectAccessible(page);
	expect((await former.goto(`/reviews/${child.reviewId}`))!.status()).toBe(200);
});
