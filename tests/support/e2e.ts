import './clock.js';
import {
	test as base,
	expect,
	type BrowserContext,
	type BrowserContextOptions,
	type CDPSession,
	type Page
} from '@playwright/test';
import axe from 'axe-core';
import { startApp, type App, type Command } from './app.ts';
import { doorOf, goIn } from './child-door.ts';
import { withDigits } from './mail.ts';
import { makeWorld, type Staff, type World } from './world.ts';

export { expect };

interface Fixtures {
	/** An authority of this journey's own. */
	world: World;
	/** True where the page runs no JavaScript. */
	withoutJavaScript: boolean;
	/** Runs the command line on the server's database: `sayso('import', file, '--authority', code, '--json')`. */
	sayso: (...args: string[]) => Command;
	/** Another device, watched like the first. */
	device: (options?: BrowserContextOptions) => Promise<Page>;
	signIn: (page: Page, staff: Staff) => Promise<void>;
	/**
	 * Comes in at the door with a card's code, typed; a child goes on past what comes before their first page, an adult
	 * with the six digits of the message they get.
	 */
	enter: (page: Page, slip: { code: string; email?: string }, language?: string) => Promise<void>;
	/** Says that a complaint of the browser is part of the story: `expected(/ERR_INTERNET_DISCONNECTED/)`. */
	expected: (complaint: RegExp) => void;
	watched: Watch;
}

/** Devices whose pages run no JavaScript. */
const silent = new WeakSet<BrowserContext>();

/** What a browser complained about, or asked of another machine. A journey with any of it has failed. */
class Watch {
	readonly complaints: string[] = [];
	readonly expected: RegExp[] = [];

	context(context: BrowserContext): void {
		context.on('request', (request) => {
			const { protocol, hostname } = new URL(request.url());
			const here = !protocol.startsWith('http') || hostname === '127.0.0.1' || hostname === 'localhost';
			if (!here) this.complaints.push(`asked ${hostname} for ${request.resourceType()}`);
		});
		context.on('response', (response) => {
			const type = response.request().resourceType();
			// A page may well be a 404 or a 422; what it is made of may not.
			if (response.status() >= 400 && type !== 'document')
				this.complaints.push(`${response.status()} ${response.url()}`);
		});
		context.on('weberror', (error) => this.complaints.push(String(error.error())));
		context.on('console', (message) => {
			const text = message.text();
			// The browser's own remark on a page that is a 404: its parts are looked at above.
			if (message.type() === 'error' && !text.startsWith('Failed to load resource: the server'))
				this.complaints.push(text);
		});
	}

	get unexpected(): string[] {
		return this.complaints.filter((complaint) => !this.expected.some((pattern) => pattern.test(complaint)));
	}
}

export const test = base.extend<Fixtures, { app: App }>({
	app: [
		// Playwright reads what a fixture needs from its first parameter's pattern, here nothing.
		// eslint-disable-next-line no-empty-pattern
		async ({}, use) => {
			const app = await startApp();
			await use(app);
			await app.stop();
		},
		{ scope: 'worker' }
	],
	baseURL: ({ app }, use) => use(app.origin),
	world: async ({ app }, use) => use(await makeWorld(app.connection)),
	withoutJavaScript: ({ javaScriptEnabled }, use) => use(javaScriptEnabled === false),
	sayso: ({ app }, use) => use((...args) => app.sayso(args)),
	watched: [
		async ({ app, context, withoutJavaScript }, use) => {
			// Every journey comes from the same address: the tries of one are not counted against the next.
			await app.connection.directory
				.deleteFrom('rateLimit' as 'authority')
				.execute()
				.catch(() => undefined); // nobody has tried anything yet: the table is made with the first
			const watch = new Watch();
			watch.context(context);
			if (withoutJavaScript) silent.add(context);
			await use(watch);
			expect(watch.unexpected, 'what the browser complained about').toEqual([]);
		},
		{ auto: true }
	],
	expected: ({ watched }, use) => use((pattern) => void watched.expected.push(pattern)),
	device: async ({ browser, watched, withoutJavaScript }, use) => {
		const opened: BrowserContext[] = [];
		await use(async (options = {}) => {
			const context = await browser.newContext(options);
			opened.push(context);
			watched.context(context);
			if (!(options.javaScriptEnabled ?? !withoutJavaScript)) silent.add(context);
			return context.newPage();
		});
		for (const context of opened) await context.close();
	},
	// eslint-disable-next-line no-empty-pattern
	signIn: async ({}, use) => {
		await use(async (page, { email, password }) => {
			await page.goto('/sign-in');
			await page.locator('input[name=email]').fill(email);
			await page.locator('input[name=password]').fill(password);
			await page.locator('form button').click();
			await page.waitForURL((url) => url.pathname !== '/sign-in');
		});
	},
	enter: async ({ app }, use) => {
		await use(async (page, { code, email }, language = 'en') => {
			await page.goto(`/${language}/c`);
			await page.locator('input[name=code]').fill(code);
			await page.locator('form:has(input[name=code]) button').click();
			await page.waitForURL((url) => !url.pathname.endsWith('/c'));
			if (new URL(page.url()).pathname.endsWith('/c/message')) return void (await withDigits(page, app, email));
			if (!new URL(page.url()).pathname.includes('/my/')) return;
			await page.goto(await goIn(doorOf(page.context().request, app.origin), language));
		});
	}
});

/**
 * No violation of axe's rules, in light and dark, and nothing that scrolls sideways. A page that runs no JavaScript may
 * run what looks at it.
 */
export async function expectAccessible(page: Page): Promise<void> {
	const sideways = await page.evaluate(
		() => document.documentElement.scrollWidth - document.documentElement.clientWidth
	);
	expect(sideways, 'how far the page scrolls sideways').toBeLessThanOrEqual(0);
	expect(page.frames(), 'what is looked at is all there is').toHaveLength(1);
	const mute = silent.has(page.context()) ? await heard(page) : undefined;
	const found: string[] = [];
	await page.evaluate(axe.source);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const said = await page.evaluate(look, colorScheme === 'light' ? ALL : OF_COLOUR);
		found.push(...said.map((violation) => `${colorScheme}: ${violation}`));
	}
	await page.emulateMedia({ colorScheme: null });
	await mute?.();
	expect(found, `accessibility of ${page.url()}`).toEqual([]);
}

/** What axe finds in a page, in words. It takes time to describe what is right: that is not asked for. */
async function look(options: axe.RunOptions): Promise<string[]> {
	const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
		...options,
		resultTypes: ['violations']
	});
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target, failureSummary }) => `${id}: ${help}\n  ${target.join(' ')}\n  ${failureSummary}`)
	);
}

const ALL = { rules: { 'target-size': { enabled: true } } };
/** What the dark can change; everything else is the same in both. */
const OF_COLOUR = { runOnly: { type: 'rule' as const, values: ['color-contrast', 'link-in-text-block'] } };

/** By page, what says whether it runs scripts. It says so as long as it is open. */
const voices = new WeakMap<Page, CDPSession>();

/** Lets a page without JavaScript run what we ask it from now on; its own scripts were left out as it was read. */
async function heard(page: Page): Promise<() => Promise<void>> {
	const voice = voices.get(page) ?? (await page.context().newCDPSession(page));
	voices.set(page, voice);
	const scripts = (value: boolean) => voice.send('Emulation.setScriptExecutionDisabled', { value: !value });
	await scripts(false); // what it is: only what changes is passed on
	await scripts(true);
	return async () => void (await scripts(false));
}
