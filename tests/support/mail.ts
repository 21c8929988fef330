import type { Page } from '@playwright/test';
import { round } from '#lib/server/outbox/worker.ts';
import { waysOut } from '#lib/server/outbox/ways-out.ts';
import type { App } from './app.ts';
import type { Door } from './child-door.ts';
import type { Taken } from './mail-server.ts';

/** How many letters of each address a story has read. */
const read = new WeakMap<App, Map<string, number>>();

/** The next letter to an address, as the mail server took it: from the running server, or from a round of our own. */
export async function nextLetter(app: App, address: string): Promise<Taken> {
	const seen = read.get(app) ?? new Map<string, number>();
	read.set(app, seen);
	const before = seen.get(address) ?? 0;
	const ways = waysOut();
	try {
		for (;;) {
			const letters = app.mail.taken.filter(({ to }) => to.includes(address));
			if (letters.length > before) {
				seen.set(address, before + 1);
				return letters[before]!;
			}
			await round(app.connection, ways, () => Promise.resolve(0));
			await new Promise((wait) => setTimeout(wait, 50));
		}
	} finally {
		for (const way of Object.values(ways)) way.close();
	}
}

/** What an adult's message brings: six digits, and the address of a link. */
export async function wayIn(app: App, address: string): Promise<{ digits: string; link: string }> {
	// Without the marks that keep them apart from right-to-left words.
	const text = ((await nextLetter(app, address)).email.text ?? '').replace(/[\u2066-\u2069]/g, '');
	const digits = /^(\d{6})$/m.exec(text)?.[1];
	const link = /^(https?:\S+\/l#\S+)$/m.exec(text)?.[1];
	if (!digits || !link) throw new Error(`no way in: ${text}`);
	return { digits, link };
}

/** From the page that asks where to send a message: has it sent by email, and types its digits. */
export async function withDigits(page: Page, app: App, email = ''): Promise<void> {
	await page.locator('button[name=way][value=email]').click();
	await page.locator('input[name=digits]').fill((await wayIn(app, email)).digits);
	await page.locator('form:has(input[name=digits]) button').click();
	await page.waitForURL((url) => url.pathname.includes('/your'));
}

/** The same without a browser, with the code of the letter first. Returns where it leads. */
export async function adultIn(door: Door, app: App, { code, email }: { code: string; email: string }): Promise<string> {
	await door.post('/en/c', { code });
	await door.post('/en/c/message?/send', { way: 'email' });
	const { digits } = await wayIn(app, email);
	const { location } = await door.post('/en/c/message?/digits', { digits });
	if (!location) throw new Error('the digits did not open anything');
	return location;
}
