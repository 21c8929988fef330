import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { serverNow } from '../support/app.ts';
import { doorOf, goIn } from '../support/child-door.ts';
import { expect, expectAccessible, test } from '../support/e2e.ts';

const PHONE = { viewport: { width: 360, height: 740 } };
const DESK = { viewport: { width: 1280, height: 900 } };
const EXTRACT = 'tests/fixtures/extract/good';
const PASSWORD = 'correct horse battery';
const YEAR = ['--from', '2026-04-01', '--to', '2027-03-31'];

const main = (page: Page) => page.getByRole('main');

/** The number of one row, or the whole, of a figure. */
interface Figure {
	id: string;
	numerator: number;
	denominator: number;
	percent: string | null;
	rows: { id: string; numerator: number }[];
}

/**
 * From a case system's extract to the government's return: nothing is put into the database by hand, and everybody uses
 * their own door. The child answers in Arabic on a phone. Run with JavaScript and without.
 */
test('an extract goes in; a child and a carer say their part; the IRO answers and records; the figures and the return follow', async ({
	app,
	device
}) => {
	test.setTimeout(180_000);
	const authority = `loop-${process.pid}-${test.info().project.name.replace(/\W/g, '').toLowerCase().slice(0, 20)}`;
	const run = (args: string[], input?: string) => app.sayso([...args, '--authority', authority, '--json'], input);
	const figures = () =>
		new Map((run(['stats', 'participation', ...YEAR]).json.figures as Figure[]).map((figure) => [figure.id, figure]));
	const exported = (name: string) => {
		const out = test.info().outputPath(name);
		mkdirSync(out, { recursive: true });
		expect(run(['export', 'ssda903', '--year', '2027', '--out', out]).code).toBeLessThan(2);
		return readFileSync(`${out}/reviews.csv`, 'utf8');
	};

	await test.step('the extract is tried, then taken, then taken again with nothing new', async () => {
		expect(
			app.sayso(['authority', 'create', '--code', authority, '--name', 'Loopshire', '--drafts', 'ar', '--json']).code
		).toBe(0);
		const dry = run(['import', EXTRACT, '--dry-run']);
		expect([dry.code, dry.json.findings.filter(({ severity }: { severity: string }) => severity === 'error')]).toEqual([
			0,
			[]
		]);
		const rows = (result: { json: { tables: { name: string; imported: number; updated: number }[] } }) =>
			Object.fromEntries(result.json.tables.map(({ name, imported, updated }) => [name, imported + updated]));
		expect(rows(run(['import', EXTRACT])).ssd_cla_reviews).toBe(16);
		expect(new Set(Object.values(rows(run(['import', EXTRACT]))))).toEqual(new Set([0]));
	});

	const email = (who: string) => `${who}@${authority}.example`;
	await test.step('the people in it are given sign-ins', async () => {
		const staff = (who: string, name: string, role: string, professional: string[] = []) =>
			run(['staff', 'create', '--email', email(who), '--name', name, '--role', role, ...professional], PASSWORD).code;
		expect(staff('iro', 'Imani Osei', 'iro', ['--professional', 'W31'])).toBe(0);
		expect(staff('support', 'Bea Support', 'business-support')).toBe(0);
	});
	const before = { figures: figures(), csv: exported('before') };

	const iro = await device(DESK);
	async function signIn(page: Page, who: string) {
		await page.goto('/sign-in');
		await page.getByLabel('Email address').fill(email(who));
		await page.getByLabel('Password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Sign in' }).click();
		// The first time a second step is set up: an app on their phone.
		const secret = Secret.fromBase32((await page.locator('.secret').textContent())!.replaceAll(' ', ''));
		await page.getByLabel('The six digits').fill(new TOTP({ secret }).generate({ timestamp: serverNow() }));
		await page.getByRole('button', { name: 'Use this app' }).click();
		await page.getByRole('button', { name: 'I have kept them' }).click();
		await page.waitForURL('**/reviews');
	}

	const codes: Record<string, string> = {};
	let digits = '';
	await test.step('business support asks the child and the carer, and prints their slips', async () => {
		const support = await device(DESK);
		await signIn(support, 'support');
		await expectAccessible(support);
		await main(support)
			.getByRole('link', { name: /Amira Haddad/ })
			.first()
			.click();
		for (const [who, ask] of [
			['child', 'Ask the child'],
			['carer', 'Ask the foster carer']
		] as const) {
			await support.getByRole('button', { name: ask }).click();
			await expectAccessible(support);
			codes[who] = (await support.locator('.code').textContent())!.trim();
			await support.getByRole('link', { name: 'Back to the review' }).click();
		}
		expect(codes.child).not.toBe(codes.carer);
		// Nobody has written down how to reach the carer: support rings them and reads out six digits.
		await support.goto(`${/\/reviews\/[^/#]+/.exec(support.url())![0]}/people`);
		await main(support).locator('form[action$=readOut] button').first().click();
		digits = (await support.locator('.digits').textContent())!.replace(/\D/g, '');
	});

	const child = await device(PHONE);
	async function enter(page: Page, code: string, language: string) {
		await page.goto(`/${language}/c`);
		await page.locator('#code').fill(code);
		await main(page).getByRole('button').click();
		await page.waitForURL(/\/my\/|\/c\/message/);
		if (page.url().includes('/c/message')) {
			await page.locator('input[name=digits]').fill(digits);
			await page.locator('form:has(input[name=digits]) button').click();
		} else await page.goto(await goIn(doorOf(page.context().request, app.origin), language));
		await main(page).locator(`button[value=${language}]`).click();
	}
	await test.step('the child answers in Arabic, on a phone', async () => {
		await enter(child, codes.child!, 'ar');
		await expectAccessible(child);
		const answer = async (question: string, act: () => Promise<void>) => {
			await child.goto(`/ar/my/q/${question}`);
			await act();
			await main(child).locator('button.primary').click();
			await expect(child).not.toHaveURL(new RegExp(`/q/${question}$`));
		};
		await answer('feelings', () => child.locator('input[value=happy]').check());
		await answer('worries', () => child.locator('textarea').fill('أريد أن أرى أخي أكثر 💛'));
		await answer('venue', () => child.locator('input[value=school]').check());
		await answer('topics', () => child.locator('input[value=education]').check());
		await answer('chairing', () => child.locator('input[value=part]').check());
		await child.goto('/ar/my/check');
		await expect(main(child)).toContainText('أريد أن أرى أخي أكثر 💛');
		await expectAccessible(child);
		await main(child).locator('form button.primary').click();
		await expect(child).toHaveURL(/\/ar\/my\/sent$/);
	});

	await test.step('the carer answers in English', async () => {
		const carer = await device(PHONE);
		await enter(carer, codes.carer!, 'en');
		await main(carer).getByRole('link', { name: 'Start' }).click();
		await main(carer).getByRole('textbox').first().fill('She taught the little ones to make bread.');
		await main(carer).getByRole('button', { name: 'Next' }).click();
		await main(carer).getByRole('link', { name: 'Stop here and check' }).click();
		await main(carer).getByRole('button', { name: 'Send to the IRO' }).click();
		await expect(main(carer).getByRole('heading', { name: 'Thank you' })).toBeVisible();
	});

	await test.step('the IRO reads it, answers each wish and makes the arrangements', async () => {
		await signIn(iro, 'iro');
		await main(iro)
			.getByRole('link', { name: /Amira Haddad/ })
			.first()
			.click();
		await expect(main(iro)).toContainText('أريد أن أرى أخي أكثر 💛');
		await expect(main(iro)).toContainText('She taught the little ones to make bread.');
		await expectAccessible(iro);
		const wish = (kind: string) => main(iro).locator('#wishes li').filter({ hasText: kind });
		await wish('Where').getByRole('radio', { name: 'Not met' }).check();
		await wish('Where').getByRole('button', { name: 'Save' }).click();
		await expect(wish('Where').locator('.error')).toBeVisible();
		await wish('Where').getByRole('radio', { name: 'Not met' }).check();
		await wish('Where').getByLabel('Why').fill('The school hall is booked. We found a café near you.');
		await wish('Where').getByLabel('Note for staff').fill('private to staff');
		await wish('Where').getByRole('button', { name: 'Save' }).click();
		await expect(wish('Where')).toContainText('We found a café near you.');
		for (const kind of ['To talk about', 'Running the review']) {
			await wish(kind).getByRole('radio', { name: 'Met', exact: true }).check();
			await wish(kind).getByRole('button', { name: 'Save' }).click();
			await expect(wish(kind).getByText('Imani Osei')).toBeVisible();
		}
		await main(iro).getByLabel('Day').fill('2026-11-23');
		await main(iro).getByLabel('Time').fill('16:00');
		await main(iro).getByLabel('Place', { exact: true }).selectOption('cafe');
		await main(iro).getByRole('button', { name: 'Save arrangements' }).click();
		await expect(main(iro)).toContainText('16:00');
	});

	await test.step('the child sees who read it, and each answer with its reason', async () => {
		await child.goto('/ar/my/sent');
		await expect(main(child)).toContainText('Imani Osei');
		await expect(main(child)).toContainText('We found a café near you.');
		await expect(main(child)).not.toContainText('private to staff');
		await expectAccessible(child);
	});

	await test.step('the review is held, and recorded on one screen', async () => {
		await main(iro).getByRole('link', { name: 'Write the record' }).click();
		await expectAccessible(iro);
		await iro.getByLabel('Held on').fill('2026-11-23');
		await iro.getByLabel('Where it was').selectOption('cafe');
		await iro.getByRole('radio', { name: 'For all of it' }).first().check();
		await iro.getByRole('radio', { name: 'In the room' }).check();
		await iro.getByRole('radio', { name: 'They spoke, signed or used an interpreter' }).check();
		await iro.locator('input[name=chairingOffered][value=yes]').check();
		await iro.locator('[name=chairing]').selectOption('part');
		// Without JavaScript the code is proposed on the first save, and confirmed on the second.
		if (!(await iro.getByRole('radio', { name: /Confirm .?PN1/ }).isVisible()))
			await iro.getByRole('button', { name: 'Save' }).click();
		await iro.getByRole('radio', { name: /Confirm .?PN1/ }).check();
		await iro.getByRole('button', { name: 'Save' }).click();
		await expect(iro).toHaveURL(/\/reviews(\/[0-9a-f-]+)?$/);
		await expectAccessible(iro);
	});

	await test.step('the child sees that it was held, and can change nothing any more', async () => {
		await child.goto('/ar/my/sent');
		await expect(main(child)).toContainText('23 نوفمبر');
		await expect(main(child).locator('a[href$="/my/check"]')).toHaveCount(0);
	});

	await test.step('the figures and the return have changed by just this review', async () => {
		const after = figures();
		const count = (all: Map<string, Figure>, code: string) =>
			all.get('participation-codes')!.rows.find(({ id }) => id === code)?.numerator ?? 0;
		expect(after.get('participation-codes')!.denominator - before.figures.get('participation-codes')!.denominator).toBe(
			1
		);
		expect(count(after, 'PN1') - count(before.figures, 'PN1')).toBe(1);
		expect(after.get('own-words')!.numerator - before.figures.get('own-words')!.numerator).toBe(1);
		const added = exported('after')
			.split('\n')
			.filter((line) => !before.csv.split('\n').includes(line));
		expect(added.map((line) => line.trim())).toEqual(['004711,14/03/2011,23/11/2026,PN1']);
	});
});
