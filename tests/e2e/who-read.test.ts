import type { Page } from '@playwright/test';
import { formOf } from '#lib/forms/index.ts';
import { findQuestion } from '#lib/forms/engine.ts';
import * as consultations from '#lib/server/consultations.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import * as submissions from '#lib/server/submissions.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { startTheLog, stopTheLog } from '../support/no-log.ts';
import type { Child, World } from '../support/world.ts';

const main = (page: Page) => page.getByRole('main');

/** A child has sent one sentence for everyone at the review. */
async function sent(world: World, child: Child, words: string) {
	const slip = await world.open(child);
	const asked = (await consultations.find(world.scope, slip.consultationId))!;
	const actor = { kind: 'participant', consultationId: asked.id, audience: 'child' } as const;
	const scope = new AuthorityScope(world.connection.db, world.authority.id, actor);
	const question = findQuestion(formOf(asked), 'going-well')!;
	await submissions.save(scope, asked, question, {
		state: 'answered',
		values: [],
		words: { words },
		audience: 'everyone'
	});
	await submissions.send(scope, asked);
	return slip;
}

test('an IRO who covers says why, the manager sees it, and so does the child @desk', async ({
	page,
	device,
	world,
	signIn,
	enter
}) => {
	const child = await world.child({ firstName: 'Nia', lastName: `Okoro${Date.now()}` });
	const slip = await sent(world, child, 'My cat sleeps on my bed');
	const manager = await world.staff('manager');
	await signIn(page, await world.staff('iro', 'Cora Vance'));
	expect((await page.goto(`/reviews/${child.reviewId}`))?.status()).toBe(404);
	await page.goto('/children/not-mine');
	await expect(main(page)).not.toContainText('Nia');
	await page.getByLabel('The child’s id').fill(child.externalId);
	await page.getByRole('button', { name: 'Open the review' }).click();
	await expect(main(page)).toContainText('Choose why.');
	await page.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(page);
	await page.getByLabel('Why').selectOption('covering');
	await page.getByLabel('In your words').fill('Iris is ill');
	await page.getByRole('button', { name: 'Open the review' }).click();
	await expect(main(page)).toContainText('My cat sleeps on my bed');
	await expect(main(page).getByRole('button', { name: 'Save arrangements' })).toHaveCount(0);

	const desk = await device({ viewport: { width: 1280, height: 900 } });
	await signIn(desk, manager);
	await desk.goto('/audit?check');
	await expect(desk.getByRole('region', { name: 'Opened with a reason' })).toContainText('Iris is ill');
	await expect(main(desk)).toContainText('none was changed');
	await expectAccessible(desk);
	await desk.goto(`/reviews/${child.reviewId}`);
	await expect(main(desk)).not.toContainText('My cat sleeps on my bed');

	const phone = await device({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
	await enter(phone, slip);
	await phone.goto('/en/my/readers');
	await expect(main(phone)).toContainText('Cora Vance');
	await expect(main(phone)).toContainText('They said your own IRO was away.');
	await expect(main(phone)).not.toContainText('Iris is ill');
	await expectAccessible(phone);
});

test('without a log there is no word, of answers or of an alarm: 503, and a page that says so @desk', async ({
	app,
	page,
	world,
	signIn,
	enter,
	device
}) => {
	const child = await world.child();
	await sent(world, child, 'The canary sentence');
	const phone = await device();
	await enter(phone, await world.open(await world.child({ firstName: 'Bo' })));
	await phone.goto('/en/my/private');
	await phone.locator('textarea').fill('A canary behind the door');
	await phone.getByRole('button', { name: 'Send it' }).click();
	await expect(phone.getByRole('main').getByRole('status')).toBeVisible();

	await signIn(page, world.iro);
	await page.goto('/safety');
	await page.getByRole('row', { name: /Bo/ }).getByRole('button').click();
	await expect(main(page)).toContainText('A canary behind the door');
	const alarm = page.url();
	await stopTheLog(app.connection);
	for (const address of [alarm, `/reviews/${child.reviewId}`]) {
		expect((await page.goto(address))?.status()).toBe(503);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sayso is very busy');
		expect(await page.content()).not.toContain('canary');
	}
	await page.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(page);
	await startTheLog(app.connection);
	await page.reload();
	await expect(main(page)).toContainText('The canary sentence');
});

test('a copy for a parent takes two, and the child’s own has their words @desk', async ({
	page,
	device,
	world,
	signIn
}) => {
	const child = await world.child({ firstName: 'Ola' });
	await sent(world, child, 'The canary sentence');
	const address = `/children/${child.id}/everything`;
	const noor = await world.staff('manager', 'Noor Bell');
	await signIn(page, await world.staff('manager', 'Ines Hart'));
	await page.goto(address);
	await page.getByLabel('A parent, a carer or another person').check();
	await page.getByLabel('What they asked for, in your words').fill('His mother wrote');
	await page.getByRole('button', { name: 'Ask for the copy' }).click();
	await expect(main(page)).toContainText('Waits for another manager.');
	await expect(main(page).getByRole('button', { name: 'Release this copy' })).toHaveCount(0);

	const second = await device({ viewport: { width: 1280, height: 900 } });
	await signIn(second, noor);
	await second.goto(address);
	await second.getByRole('button', { name: 'Release this copy' }).click();
	await expect(main(second)).toContainText(/Released by .?Noor Bell/);
	const copy = await second.request.get(
		(await second.getByRole('link', { name: 'Take the copy' }).getAttribute('href'))!
	);
	expect([copy.status(), copy.headers()['content-type']]).toEqual([200, 'application/zip']);
	await second.setViewportSize({ width: 360, height: 740 });
	await expectAccessible(second);
});
