import { expect, expectAccessible, test } from '../support/e2e.ts';
import { nextLetter } from '../support/mail.ts';

test('a child presses for help; the duty team is told, opens it and closes it; the child sees that', async ({
	app,
	page,
	device,
	world,
	signIn,
	enter
}) => {
	const officer = await world.staff('duty-team', 'Colm Geraghty');
	const child = await world.child({ firstName: 'Marigold' });
	await enter(page, await world.open(child));
	await page.getByRole('link', { name: 'I need help now' }).click();
	await expect(page.getByRole('heading', { name: 'What the button does' })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('Call 999');
	await expect(page.getByRole('main')).toContainText('0800 1111');
	await page.getByRole('button', { name: 'Tell them I need help' }).click();
	await expect(page.getByRole('main').getByRole('status')).toContainText('Nobody has seen it yet');
	await expectAccessible(page);

	// Both are told, and the mail says neither who nor what.
	for (const { email } of [officer, world.iro]) {
		const { email: letter, raw } = await nextLetter(app, email);
		expect(letter.subject).toBe('Please open Sayso now');
		expect(raw).not.toContain('Marigold');
	}

	const desk = await device();
	await signIn(desk, officer);
	await expect(desk).toHaveURL(/\/safety$/);
	const row = desk.getByRole('row', { name: /Marigold/ });
	await expect(row).toContainText('Needs help now');
	await row.getByRole('button', { name: /Open the alarm of .?Marigold/ }).click();
	await expect(desk.getByRole('heading', { name: /Marigold/ })).toBeVisible();
	await expect(desk.getByRole('list')).toContainText(/Opened by .?Colm Geraghty/);

	await page.getByRole('link', { name: 'Look again' }).click();
	await expect(page.getByRole('main').getByRole('status')).toContainText('Somebody saw it on');

	await desk.getByRole('button', { name: 'Close it' }).click();
	await expect(desk.getByRole('main').getByRole('alert')).toContainText('Write what was done first');
	await desk.getByRole('textbox', { name: 'What was done' }).first().fill('Rang the carer: Marigold is safe.');
	await desk.getByRole('button', { name: 'Close it' }).click();
	await expect(desk.getByRole('list')).toContainText('Rang the carer: Marigold is safe.');
	await expectAccessible(desk);

	await page.reload();
	await expect(page.getByRole('main').getByRole('status')).toContainText('They say it is done');
	await expect(page.getByRole('main')).not.toContainText('Rang the carer');
});

test('what a child writes behind the private door is for their IRO and the duty team, and is never shown again', async ({
	page,
	device,
	world,
	signIn,
	enter
}) => {
	const words = 'لا أريد العودة إلى هناك.';
	const child = await world.child({ readingLanguage: 'ar', spokenLanguage: 'ar' });
	await enter(page, await world.open(child), 'ar');
	await page.goto('/ar/my/private');
	await page.getByRole('button', { name: 'إرسال' }).click();
	await expect(page.locator('.error')).toBeVisible();
	await page.locator('textarea').fill(words);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'إرسال' }).click();
	await expect(page.getByRole('main').getByRole('status')).toBeVisible();
	await expect(page.locator('textarea')).toHaveValue('');
	expect(await page.content()).not.toContain(words);
	await page.goto('/ar/my/check');
	expect(await page.content()).not.toContain(words);

	const desk = await device();
	await signIn(desk, world.iro);
	await desk.goto('/safety');
	await expect(desk.getByRole('row', { name: /Ada/ })).toContainText('Words for the IRO only');
	expect(await desk.content()).not.toContain(words);
	await expectAccessible(desk);
	await desk.getByRole('button', { name: /Open the alarm/ }).click();
	await expect(desk.getByText(words)).toBeVisible();
	await expectAccessible(desk);
});

test('in the list of messages there is what was sent and never what it says; an IRO sees those of their reviews @desk', async ({
	app,
	page,
	device,
	world,
	signIn
}) => {
	const clerk = await world.staff('business-support');
	await signIn(page, clerk);
	await page.goto('/messages');
	await page.getByRole('button', { name: 'Send me a trial email' }).click();
	await expect(page.getByRole('main').getByRole('status')).toBeVisible();
	expect((await nextLetter(app, clerk.email)).email.text).toContain('/messages');
	await page.reload();
	await expect(page.getByRole('row', { name: /A trial message/ })).toContainText('sent');
	await expectAccessible(page);

	const desk = await device();
	await signIn(desk, world.iro);
	const { reviewId } = await world.child();
	await desk.goto(`/reviews/${reviewId}`);
	await desk.getByRole('link', { name: 'Messages sent about this review' }).click();
	await expect(desk.getByRole('main')).toContainText('Only messages about one review');
	await expect(desk.getByRole('button', { name: 'Send me a trial email' })).toHaveCount(0);
	await expectAccessible(desk);
	expect((await desk.goto('/messages'))?.status()).toBe(404);
});
