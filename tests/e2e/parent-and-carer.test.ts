import type { APIRequestContext, Page } from '@playwright/test';
import * as people from '#lib/server/people.ts';
import { comeIn, doorOf } from '../support/child-door.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';
import { adultIn, nextLetter, wayIn, withDigits } from '../support/mail.ts';

const main = (page: Page) => page.getByRole('main');
const press = (page: Page, name: string) => main(page).locator(`form:has([name=${name}]) button`).first().click();

for (const [audience, language] of [
	['parent', 'en'],
	['foster-carer', 'ar']
] as const) {
	test(`a ${audience} comes in with letter and message, in ${language}, and says their part without an account`, async ({
		page,
		world,
		app
	}) => {
		const child = await world.child({ firstName: 'Ada', lastName: 'Secretname' });
		const slip = await world.open(child, audience);

		await page.goto(`/${language}/c`);
		await main(page).locator('input[name=code]').fill(slip.code);
		await press(page, 'code');
		await expect(page).toHaveURL(/\/c\/message$/);
		await expect(main(page)).toContainText('a•••@a•••.example');
		await expectAccessible(page);
		await withDigits(page, app, slip.email);

		await expect(page).toHaveURL(/\/your\/language$/);
		await main(page)
			.getByRole('button', { name: language === 'en' ? 'English' : 'العربية' })
			.click();
		if (audience === 'foster-carer') await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
		await main(page).locator('a.primary').click();
		await main(page).locator('textarea').first().fill('Kind, funny, and good at chess ♟️');
		await expectAccessible(page);
		await main(page).locator('button.primary').click();
		await expect(page).not.toHaveURL(/achiev|well/);
		await main(page).locator('nav a').last().click();
		await expect(main(page)).toContainText('♟️');
		await main(page).locator('form button.primary').click();
		await expect(page).toHaveURL(/\/your\/sent$/);
		await expectAccessible(page);
		const sent = await world.scope.selectFrom('submission').select('submission.sentAt').execute();
		expect(sent).toHaveLength(1);
	});
}

test('a parent comes back with their email alone, by link; when their part is over they are told what to do', async ({
	page,
	device,
	world,
	app,
	enter,
	withoutJavaScript
}) => {
	const child = await world.child();
	const slip = await world.open(child, 'parent');
	await enter(page, slip);

	const phone = await device();
	await phone.goto('/en/c');
	await main(phone)
		.getByRole('link', { name: /been here before/ })
		.click();
	await expectAccessible(phone);
	await main(phone).locator('input[name=address]').fill('not an address');
	await press(phone, 'address');
	await expect(main(phone).getByRole('alert')).toBeVisible();
	await expect(main(phone).locator('input[name=address]')).toHaveValue('not an address');
	await main(phone).locator('input[name=address]').fill(slip.email.toUpperCase());
	await press(phone, 'address');
	await expect(main(phone)).toContainText('If we know this address');
	await expectAccessible(phone);

	const { digits, link } = await wayIn(app, slip.email);
	if (withoutJavaScript) {
		await phone.goto(link);
		await expectAccessible(phone);
		await main(phone).locator('a.button').click();
		await main(phone).locator('input[name=digits]').fill('12');
		await press(phone, 'digits');
		await expect(main(phone).getByRole('alert')).toBeVisible();
		await main(phone)
			.locator('input[name=digits]')
			.fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
		await press(phone, 'digits');
	} else {
		const other = await device();
		await other.goto(link);
		await main(other).getByRole('button').click();
		await expect(main(other).getByRole('alert'), 'in a browser that did not ask').toBeVisible();
		await phone.goto(link);
		await expect(main(phone).getByRole('button')).toBeVisible();
		await expect.poll(() => new URL(phone.url()).hash, 'the token is taken out of the address').toBe('');
		await expectAccessible(phone);
		await main(phone).getByRole('button').click();
	}
	await expect(phone).toHaveURL(/\/your\//);

	await people.save(world.scope, child.reviewId, slip.personId!, {
		...(await people.find(world.scope, child.reviewId, slip.personId!))!,
		relationship: 'mother',
		endedOn: '2026-11-20'
	});
	await phone.goto('/en/your/before');
	await expect(phone).toHaveURL(/\/closed$/);
	await expect(main(phone)).toContainText('This has closed');
	await expectAccessible(phone);
});

test('business support writes down how to reach a father, and reads six digits out to a mother with neither email nor phone', async ({
	page,
	device,
	world,
	signIn
}) => {
	const child = await world.child({ firstName: 'Ada', lastName: 'Lovell' });
	const { email, personId, code } = await world.open(child, 'parent');
	const mother = (await people.find(world.scope, child.reviewId, personId!))!;
	await people.save(world.scope, child.reviewId, personId!, { ...mother, relationship: 'mother', email: null });
	expect(email).not.toBe('');

	await signIn(page, await world.staff('business-support'));
	await page.goto(`/reviews/${child.reviewId}`);
	await main(page)
		.getByRole('link', { name: /People round the child/ })
		.click();
	await expectAccessible(page);
	await main(page).getByRole('link', { name: 'Add somebody' }).click();
	await main(page).getByLabel('Name', { exact: true }).fill('Frank Lovell');
	await main(page).getByLabel('What they are to the child').selectOption('father');
	await main(page).getByLabel('Email').fill('frank at example');
	await main(page).getByLabel('Has no contact with the child').check();
	await main(page).getByRole('button', { name: 'Save' }).click();
	await expect(main(page).getByRole('alert')).toBeVisible();
	await expect(main(page).getByLabel('Email')).toHaveValue('frank at example');
	await expect(main(page).getByLabel('Has no contact with the child')).toBeChecked();
	await expectAccessible(page);
	await main(page).getByLabel('Email').fill('frank@example.org');
	await main(page).getByRole('button', { name: 'Save' }).click();
	await expect(main(page)).toContainText('frank@example.org');
	await expect(main(page)).toContainText('No contact with the child');

	await main(page)
		.getByRole('button', { name: /Read out six digits/ })
		.click();
	const digits = await main(page).locator('.digits').innerText();
	await expectAccessible(page);

	const hers = await device();
	await hers.goto('/en/c');
	await main(hers).locator('input[name=code]').fill(code);
	await press(hers, 'code');
	await expect(main(hers)).toContainText('We have no email address or phone number of yours');
	await expectAccessible(hers);
	await main(hers).locator('input[name=digits]').fill(digits);
	await press(hers, 'digits');
	await expect(hers).toHaveURL(/\/your\//);
});

test.describe('without a page @desk', () => {
	const FROM_A_FORM = { accept: 'text/html' };

	test('a stolen or scanned link: opened a hundred times by whoever scans mail, it is still good for the one who asked', async ({
		playwright,
		app,
		world
	}) => {
		const child = await world.child();
		const slip = await world.open(child, 'parent');
		const request = await playwright.request.newContext({ baseURL: app.origin });
		const door = doorOf(request, app.origin);
		await door.post('/en/c', { code: slip.code });
		await door.post('/en/c/message?/send', { way: 'email' });
		const { link } = await wayIn(app, slip.email);
		const scanner = await playwright.request.newContext();
		for (let times = 0; times < 50; times++) {
			expect((await scanner.get(link)).status()).toBe(200);
			expect((await scanner.head(link)).status()).toBe(200);
		}
		const { location } = await door.post('/en/l', { token: link.split('#')[1]! });
		expect(location).toBe('/en/your');
	});

	test('the answer to an address that nobody has is that to one somebody has', async ({ playwright, app, world }) => {
		const child = await world.child();
		const slip = await world.open(child, 'parent');
		await adultIn(doorOf(await playwright.request.newContext(), app.origin), app, slip);
		const answers = [];
		for (const address of [slip.email, 'nobody@example.org']) {
			const request = await playwright.request.newContext();
			const asked = await request.post(`${app.origin}/en/c/message?/ask`, {
				form: { address },
				headers: { ...FROM_A_FORM, origin: app.origin },
				maxRedirects: 0
			});
			const page = await request.get(`${app.origin}/en/c/message`);
			answers.push([
				asked.status(),
				asked.headers().location,
				shape(asked.headers()),
				shape(page.headers()),
				plain(await page.text())
			]);
		}
		expect(answers[1]).toEqual(answers[0]);
	});

	/** Headers by name, with what differs each time left out. */
	const shape = (headers: Record<string, string>) =>
		Object.keys(headers)
			.filter((name) => name !== 'content-length')
			.sort();
	const plain = (html: string) =>
		html
			.replace(/nonce="[^"]*"/g, '')
			.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
			.replace(/[\w-]{43}/g, '');

	test("a carer fills in for the child, or reads along: an adult's session reaches no child's page, and nothing anybody else said", async ({
		playwright,
		app,
		world
	}) => {
		const child = await world.child({
			firstName: 'Ada',
			lastName: 'Secretname',
			externalId: 'SECRET-ID',
			bornOn: '2016-02-03'
		});
		const asked = {
			parent: await world.open(child, 'parent'),
			carer: await world.open(child, 'foster-carer'),
			child: await world.open(child)
		};
		const childs = doorOf(await playwright.request.newContext(), app.origin);
		await comeIn(childs, asked.child.code);
		const answered = { words: 'secret worry', state: 'answered', audience: 'everyone' };
		expect((await childs.post('/en/my/q/worries', answered)).status).toBe(303);
		const says = async (
			request: APIRequestContext,
			slip: { code: string; email: string },
			question: string,
			words: string
		) => {
			const door = doorOf(request, app.origin);
			await adultIn(door, app, slip);
			await door.post('/en/your/language', { language: 'en' });
			const form = { words, do: 'next', state: 'answered' };
			expect((await door.post(`/en/your/q/${question}`, form)).status).toBe(303);
		};
		const [parent, carer] = [await playwright.request.newContext(), await playwright.request.newContext()];
		await says(parent, asked.parent, 'does-well', 'secret of the parent');
		await says(carer, asked.carer, 'achievements', 'secret of the carer');
		for (const [request, secrets] of [
			[parent, ['secret worry', 'secret of the carer', 'Secretname', 'SECRET-ID', '2016-02-03']],
			[carer, ['secret worry', 'secret of the parent', 'Secretname', 'SECRET-ID', '2016-02-03']]
		] as const) {
			for (const path of ['before', 'check', 'sent', 'language', 'q/does-well', 'q/achievements']) {
				const body = await (await request.get(`${app.origin}/en/your/${path}`)).text();
				for (const secret of secrets) expect([path, body.includes(secret)]).toEqual([path, false]);
			}
			const forged = await doorOf(request, app.origin).post('/en/my/q/worries', { ...answered, words: 'forged' });
			expect(forged.status).toBe(404);
			for (const id of [asked.child.consultationId, child.reviewId, child.id]) {
				for (const path of [`/en/my/q/worries?id=${id}`, `/en/my/sent?consultation=${id}`, `/reviews/${id}`]) {
					const answer = await request.get(app.origin + path, { maxRedirects: 0, headers: FROM_A_FORM });
					expect([path, [303, 404].includes(answer.status())]).toEqual([path, true]);
				}
			}
		}
	});

	test('a message says nothing of the child, of where the review is, or of whom it is about', async ({
		app,
		world,
		playwright
	}) => {
		const child = await world.child({ firstName: 'Canaryname', lastName: 'Canarylast' });
		const slip = await world.open(child, 'foster-carer');
		const door = doorOf(await playwright.request.newContext(), app.origin);
		await door.post('/en/c', { code: slip.code });
		await door.post('/en/c/message?/send', { way: 'email' });
		const { to, raw } = await nextLetter(app, slip.email);
		expect(to).toEqual([slip.email]);
		expect(raw).not.toMatch(/Canary|review|IRO/i);
	});
});
