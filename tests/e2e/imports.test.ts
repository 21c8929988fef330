import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from '../support/e2e.ts';

const main = (page: Page) => page.getByRole('main');
const extract = (folder: 'good' | 'with-errors') => {
	const path = join('tests/fixtures/extract', folder);
	return readdirSync(path).map((name) => join(path, name));
};

async function look(page: Page, files: string[]): Promise<void> {
	await page.goto('/imports');
	await page.getByLabel('Files of an extract').setInputFiles(files);
	await page.getByRole('button', { name: 'Look at the files' }).click();
	await expect(page).toHaveURL(/files=/);
}

test('business support looks at an extract, then imports it', async ({ page, world, signIn }) => {
	await signIn(page, await world.staff('business-support'));
	await page.goto('/imports');
	await expectAccessible(page);
	await look(page, extract('good'));
	await expect(main(page)).toContainText('Nothing has been imported yet');
	await expect(main(page).getByRole('row', { name: /ssd_cla_reviews/ })).toContainText('16');
	await expectAccessible(page);
	const children = () => world.scope.selectFrom('child').select('child.id').execute();
	expect(await children()).toHaveLength(0);
	await page.getByRole('button', { name: 'Import', exact: true }).click();
	await expect(main(page)).toContainText('The files have been deleted');
	expect(await children()).toHaveLength(6);
	await look(page, extract('good'));
	await expect(main(page)).toContainText('nothing new');
});

test('files with errors say where and why, and only their good rows are taken', async ({
	page,
	world,
	signIn,
	device
}) => {
	await signIn(page, await world.staff('business-support'));
	await look(page, extract('with-errors'));
	await expect(main(page).getByRole('row', { name: /fourth birthday/ })).toContainText(
		/reviews\.csv\s*4\s*REVIEW_CODE\s*PN0/
	);
	await expectAccessible(page);
	const report = await page.request.get((await page.getByRole('link', { name: 'CSV' }).getAttribute('href'))!);
	expect(await report.text()).toContain('header.csv,4,DOB,30/02/2015,dob-impossible,Error');

	const colleague = await device();
	await signIn(colleague, await world.staff('business-support', 'Another Person'));
	await colleague.goto(page.url());
	await expect(main(colleague)).toContainText('not kept any more');

	await page.getByRole('button', { name: 'Take the good rows' }).click();
	await expect(main(page)).toContainText('The files have been deleted');
	expect(await world.scope.selectFrom('child').select('child.id').execute()).toHaveLength(2);
});

test('no file chosen, or none that is a table, says so', async ({ page, world, signIn, expected }) => {
	expected(/422/);
	await signIn(page, await world.staff('business-support'));
	await page.goto('/imports');
	await page.getByLabel('Files of an extract').setInputFiles('package.json');
	await page.getByRole('button', { name: 'Look at the files' }).click();
	await expect(page.getByRole('alert')).toContainText('Choose at least one table');
	await expectAccessible(page);
});
