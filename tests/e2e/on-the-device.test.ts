import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { browserAtHand } from '../support/browser.js';
import { goIn, doorOf } from '../support/child-door.ts';
import { expect, test } from '../support/e2e.ts';

/** What nobody finds afterwards: the child's name, their words, and those of the answer. */
const CANARIES = ['Canaryna', 'Kanarienwort', 'Canaryhope', 'Canarysecret'];
const main = (page: Page) => page.getByRole('main');

/** A browser with a profile like anybody's. Compressed, a page in a cache would hide what is in it from these tests. */
const REAL = {
	executablePath: await browserAtHand({ whole: true }),
	extraHTTPHeaders: { 'accept-encoding': 'identity' }
};

/** Every file under a folder that has one of the words in it, in either spelling a browser writes. */
function found(folder: string, words = CANARIES): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	return files.flatMap(({ parentPath, name }) => {
		const bytes = readFileSync(join(parentPath, name));
		return words
			.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')))
			.map((word) => `${word} in ${join(parentPath, name).slice(folder.length)}`);
	});
}

/** The process of a browser that this journey started: its lock names it. */
const processOf = (folder: string): number => Number(/-(\d+)$/.exec(readlinkSync(join(folder, 'SingletonLock')))![1]);

/**
 * Waits until the browser has written what it keeps: some of it leaves its memory only seconds later. What another page
 * stores after it is in a file by then.
 */
async function written(page: Page, elsewhere: string, folder: string): Promise<void> {
	const control = 'Kontrollsentence';
	await page.goto(elsewhere);
	await page.evaluate((word) => localStorage.setItem('control', word), control);
	await expect.poll(() => found(folder, [control]), { timeout: 30_000, intervals: [500] }).not.toEqual([]);
}

/** As a battery does. */
async function kill(folder: string): Promise<void> {
	const pid = processOf(folder);
	process.kill(pid, 'SIGKILL');
	for (let tries = 0; tries < 100; tries++) {
		try {
			process.kill(pid, 0);
		} catch {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error('the browser is still there');
}

/** From the card to the first page, with what only the child knows. */
async function comesIn(page: Page, code: string) {
	await page.goto('/en/c');
	await page.locator('#code').fill(code);
	await page.locator('form:has(#code) button').click();
	await page.locator('button[value=yes]').click();
	await page.goto('/en/my/secret?with=words');
	await page.locator('#first').fill('Canarysecret');
	await page.locator('#second').fill('another word');
	await main(page).getByRole('button', { name: 'That is my secret' }).click();
	await main(page).getByRole('button', { name: 'English' }).click();
	await expect(main(page)).toContainText('Canaryna');
}

async function says(page: Page, question: string, words: string) {
	await page.goto(`/en/my/q/${question}`);
	await main(page).getByRole('textbox').fill(words);
	await main(page).getByRole('button', { name: 'Next' }).click();
	await expect(page).not.toHaveURL(new RegExp(`/q/${question}$`));
}

async function shownAnywhere(page: Page, context: BrowserContext) {
	const texts = await Promise.all(context.pages().map((one) => one.locator('html').textContent()));
	return CANARIES.filter((word) => texts.join(' ').includes(word) || page.url().includes(word));
}

test('an adult or sibling on the device: after leaving, nothing is in the profile of a real browser, and Back shows none of it', async ({
	app,
	world,
	withoutJavaScript,
	launchOptions,
	viewport
}) => {
	const child = await world.child({ bornOn: '2016-05-05', firstName: 'Canaryna' });
	const slip = await world.open(child);
	const folder = mkdtempSync(join(tmpdir(), 'sayso-profile-'));
	const context = await chromium.launchPersistentContext(folder, {
		...launchOptions,
		...REAL,
		baseURL: app.origin,
		viewport,
		javaScriptEnabled: !withoutJavaScript
	});
	try {
		const page = context.pages()[0]!;
		await comesIn(page, slip.code);
		await says(page, 'worries', 'Kanarienwort');
		await says(page, 'going-well', 'Canaryhope');
		await page.goto('/en/my/check');
		await expect(main(page)).toContainText('Kanarienwort');
		await main(page).getByRole('button', { name: 'Send to my IRO' }).click();
		await expect(page).toHaveURL(/\/en\/my\/sent$/);
		expect(await shownAnywhere(page, context)).not.toEqual([]);

		await page.getByRole('button', { name: 'Leave this page' }).click();
		await expect(page).toHaveURL(app.elsewhere);
		for (let back = 0; back < 5; back++) {
			await page.goBack({ waitUntil: 'load', timeout: 5000 }).catch(() => null);
			expect(await shownAnywhere(page, context), `after ${back + 1} times Back: ${page.url()}`).toEqual([]);
		}
		await written(page, app.elsewhere, folder);
		await kill(folder);
		expect(found(folder)).toEqual([]);
	} finally {
		await context.close().catch(() => {});
		rmSync(folder, { recursive: true, force: true });
	}
});

test('a flat battery while an answer waits: the real browser’s profile has the answer, and no word of it @js @desk', async ({
	app,
	world,
	launchOptions,
	viewport
}) => {
	const slip = await world.open(await world.child({ bornOn: '2016-05-05', firstName: 'Canaryna' }));
	const folder = mkdtempSync(join(tmpdir(), 'sayso-profile-'));
	const options = { ...launchOptions, ...REAL, baseURL: app.origin, viewport };
	const context = await chromium.launchPersistentContext(folder, options);
	try {
		const page = context.pages()[0]!;
		await comesIn(page, slip.code);
		await page.goto('/en/my/q/worries', { waitUntil: 'networkidle' });
		await context.setOffline(true);
		await main(page).getByRole('textbox').fill('Kanarienwort');
		await main(page).getByRole('button', { name: 'Next' }).click();
		await expect(main(page).getByRole('status')).toContainText('Kept on this device');
		await kill(folder);
		expect(found(folder, [slip.consultationId])).not.toEqual([]);
		expect(found(folder)).toEqual([]);
	} finally {
		await context.close().catch(() => {});
		rmSync(folder, { recursive: true, force: true });
	}
});

for (const [key, other] of [
	['Shift', 'Escape'],
	['Escape', 'Shift']
] as const) {
	test(`${key} pressed three times leaves, twice or mixed does not @js`, async ({ page, app, world, enter }) => {
		await enter(page, await world.open(await world.child()));
		await page.waitForLoadState('networkidle');
		for (const pressed of [key, key, other, key, key]) await page.keyboard.press(pressed);
		await expect(page.getByRole('status').filter({ hasText: 'press one more time' })).toBeAttached();
		await expect(page).toHaveURL(/\/en\/my\/language$/);
		await page.keyboard.press(key);
		await expect(page).toHaveURL(app.elsewhere);
		await page.goto('/en/my/check');
		await expect(page).toHaveURL(/\/en\/c\?again$/);
	});
}

test('no page of a child says in its title, icon or address whose it is or what it is about', async ({
	page,
	app,
	world,
	enter
}) => {
	await enter(page, await world.open(await world.child({ firstName: 'Canaryna' })));
	const door = doorOf(page.context().request, app.origin);
	await door.post('/en/my/language', { language: 'en' });
	expect(await goIn(door)).toBe('/en/my/welcome');
	for (const path of ['welcome', 'before', 'q/home', 'check', 'resume']) {
		await page.goto(`/en/my/${path}`);
		expect([path, await page.title()]).toEqual([path, 'Sayso']);
		expect(await page.locator('link[rel=icon]').getAttribute('href')).toMatch(/icon\.svg$/);
	}
});
