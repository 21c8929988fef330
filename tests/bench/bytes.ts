import { chromium } from '@playwright/test';
import { browserAtHand } from '../support/browser.js';
import type { App } from '../support/app.ts';

/** Bytes on the wire of a first visit, headers and all, by kind. */
export type Bytes = Record<string, number>;

const KINDS: Record<string, string> = {
	Document: 'html',
	Stylesheet: 'css',
	Script: 'js',
	Font: 'font',
	Image: 'image'
};

/** What a phone that has never been here fetches for one page, in a browser. */
export async function firstVisit(app: App, path: string, cookie?: string): Promise<Bytes> {
	const browser = await chromium.launch({
		executablePath: await browserAtHand(),
		args: ['--no-sandbox', '--disable-gpu']
	});
	try {
		const context = await browser.newContext({ baseURL: app.origin, viewport: { width: 360, height: 740 } });
		const [name, value] = cookie?.split('=') ?? [];
		if (name && value) await context.addCookies([{ name, value, url: app.origin }]);
		const page = await context.newPage();
		const network = await context.newCDPSession(page);
		await network.send('Network.enable');
		const kinds = new Map<string, string>();
		const bytes: Bytes = {};
		network.on('Network.responseReceived', ({ requestId, type, response }) => {
			// The words and the form of a page have an address of their own.
			const kind = response.url.includes('/wording/') ? 'words' : KINDS[type];
			kinds.set(requestId, kind ?? 'other');
		});
		network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
			const kind = kinds.get(requestId) ?? 'other';
			bytes[kind] = (bytes[kind] ?? 0) + encodedDataLength;
		});
		await page.goto(path, { waitUntil: 'networkidle' });
		return bytes;
	} finally {
		await browser.close();
	}
}
