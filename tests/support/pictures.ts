/*
 * `npm run pictures`: the README's pictures, taken of the demonstration in the built application and written to
 * docs/pictures. Small and light; run it when a page has changed, and look at what it made.
 */
import { mkdirSync } from 'node:fs';
import { chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import { startApp } from './app.ts';
import { browserAtHand } from './browser.js';
import { doorOf, goIn } from './child-door.ts';

const OUT = 'docs/pictures';
const PHONE = { viewport: { width: 360, height: 740 } };
const DESK = { viewport: { width: 1180, height: 760 } };

const app = await startApp();
const made = app.sayso(['demo', '--json']).json as {
	doors: { who: string; code: string }[];
	staff: { role: string; email: string; password: string }[];
};
const browser = await chromium.launch({
	executablePath: await browserAtHand(),
	args: ['--no-sandbox', '--disable-gpu']
});
mkdirSync(OUT, { recursive: true });

async function open(device: typeof PHONE, look: 'light' | 'dark' = 'light'): Promise<Page> {
	const context = await browser.newContext({
		...device,
		colorScheme: look,
		reducedMotion: 'reduce',
		locale: 'en-GB',
		timezoneId: 'Europe/London'
	});
	return context.newPage();
}

async function take(page: Page, name: string): Promise<Buffer> {
	await page.waitForLoadState('networkidle');
	const picture = await page.screenshot({ animations: 'disabled' });
	if (name) await sharp(picture).webp({ quality: 82 }).toFile(`${OUT}/${name}.webp`);
	return picture;
}

/** Comes in with one of the demonstration's codes; `number` as they are listed. */
async function enter(page: Page, number: number, language: string): Promise<void> {
	await page.goto(`${app.origin}/${language}/c`);
	await page.locator('#code').fill(made.doors[number]!.code);
	await page.locator('form:has(#code) button').click();
	await page.waitForURL(/\/my/);
	await page.goto(app.origin + (await goIn(doorOf(page.context().request, app.origin), language)));
}

/** Several phones side by side. */
async function strip(pictures: Buffer[], name: string): Promise<void> {
	const gap = 24;
	const width = pictures.length * (PHONE.viewport.width + gap) - gap;
	const placed = pictures.map((input, i) => ({ input, left: i * (PHONE.viewport.width + gap), top: 0 }));
	await sharp({ create: { width, height: PHONE.viewport.height, channels: 3, background: '#ffffff' } })
		.composite(placed)
		.webp({ quality: 82 })
		.toFile(`${OUT}/${name}.webp`);
}

const child = await open(PHONE);
await enter(child, 0, 'en');
const steps: Buffer[] = [];
for (const path of ['welcome', 'q/home', 'q/venue']) {
	await child.goto(`${app.origin}/en/my/${path}`);
	steps.push(await take(child, ''));
}
const young = await open(PHONE, 'dark');
await enter(young, 2, 'ar');
await young.goto(`${app.origin}/ar/my/q/topics`);
steps.push(await take(young, ''));
await strip(steps, 'a-child-says');

const after = await open(PHONE);
await enter(after, 3, 'en');
await after.goto(`${app.origin}/en/my/sent`);
await after.waitForLoadState('networkidle');
const whole = await after.screenshot({ animations: 'disabled', fullPage: true });
const from = Math.round((await after.locator('article').first().boundingBox())!.y) - 60;
const answers = sharp(whole).extract({ left: 0, top: from, ...PHONE.viewport });
await strip([await take(after, ''), await answers.png().toBuffer()], 'what-came-of-it');

const staff = await open(DESK);
const { email, password } = made.staff.find(({ role }) => role === 'iro')!;
await staff.goto(`${app.origin}/sign-in`);
await staff.locator('#email').fill(email);
await staff.locator('#password').fill(password);
await staff.locator('form button').click();
await staff.waitForURL('**/reviews');
await take(staff, 'my-reviews');
await staff
	.getByRole('link', { name: /Okonkwo/ })
	.first()
	.click();
await staff.waitForURL('**/reviews/*');
await take(staff, 'a-review');
await staff.goto(`${app.origin}/statistics?from=2025-04-01&to=2026-03-31`);
await take(staff, 'statistics');

await browser.close();
await app.stop();
