import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/e2e.ts';

const main = (page: Page) => page.getByRole('main');

for (const audience of ['parent', 'foster-carer'] as const) {
	for (const language of ['English', 'العربية']) {
		test(`a ${audience} says their part in ${language} without an account`, async ({ page, world, enter }) => {
			const child = await world.child({ firstName: 'Ada', lastName: 'Secretname' });
			const slip = await world.open(child, audience);
			await enter(page, slip);
			await main(page).getByRole('button', { name: language }).click();
			await expectAccessible(page);
			if (audience === 'foster-carer' && language === 'English')
				await expect(main(page)).toContainText('five working days before');
			await main(page).locator('a.primary').click();
			await main(page).locator('textarea').first().fill('Kind, funny, and good at chess ♟️');
			await expectAccessible(page);
			await main(page).locator('button.primary').click();
			await expect(page).not.toHaveURL(/achiev|well/);
			await main(page).locator('nav a').last().click();
			await expect(main(page)).toContainText('♟️');
			await expectAccessible(page);
			await main(page).locator('form button.primary').click();
			await expect(page).toHaveURL(/\/your\/sent$/);
			await expectAccessible(page);
			const sent = await world.scope.selectFrom('submission').select('submission.sentAt').execute();
			expect(sent).toHaveLength(1);
		});
	}
}

test("an adult's pages never hold the child's answers, the child's other names, or the other adult's form", async ({
	page,
	device,
	world,
	enter
}) => {
	const child = await world.child({
		firstName: 'Ada',
		lastName: 'Secretname',
		externalId: 'SECRET-ID',
		bornOn: '2016-02-03'
	});
	await world.scope
		.insertInto('person', {
			id: child.id,
			childId: child.id,
			name: 'Secret Person',
			relationship: 'mother',
			createdAt: '2026-01-01T00:00:00.000Z'
		})
		.execute();
	const [forChild, forParent, forCarer] = [
		await world.open(child),
		await world.open(child, 'parent'),
		await world.open(child, 'foster-carer')
	];

	await enter(page, forChild);
	await page.goto('/en/my/q/worries');
	await main(page).getByRole('textbox').fill('secret worry');
	await main(page).getByRole('button', { name: 'Next' }).click();
	await expect(page).not.toHaveURL(/worries/);

	const parents = await device();
	await enter(parents, forParent);
	await parents.goto('/en/your/before');
	await main(parents).locator('a.primary').click();
	await main(parents).locator('textarea').first().fill('secret of the parent');
	await main(parents).locator('button.primary').click();

	const carers = await device();
	await enter(carers, forCarer);
	for (const adult of [parents, carers]) {
		for (const path of ['before', 'check', 'sent', 'language']) {
			const response = await adult.request.get(`/en/your/${path}`);
			const body = await response.text();
			for (const secret of ['secret worry', 'Secretname', 'SECRET-ID', '2016-02-03', 'Secret Person'])
				expect(body).not.toContain(secret);
			if (adult === carers) expect(body).not.toContain('secret of the parent');
		}
		for (const path of ['welcome', 'check', 'sent', 'q/worries']) {
			expect((await adult.request.get(`/en/my/${path}`)).status()).toBe(404);
		}
	}
});
