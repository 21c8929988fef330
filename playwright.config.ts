import { defineConfig } from '@playwright/test';
import { browserAtHand } from './tests/support/browser.js';

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

/**
 * What the browser leaves out. Of two such lists only the last counts, so Playwright's own is in it; the rest are parts of
 * a window that nobody sees, in processes of their own: suggestions below the address bar, and a page in reserve.
 */
const WITHOUT = [
	'AvoidUnnecessaryBeforeUnloadCheckSync',
	'DestroyProfileOnBrowserClose',
	'HttpsUpgrades',
	'HttpsFirstBalancedModeAutoEnable',
	'LensOverlay',
	'MediaRouter',
	'PaintHolding',
	'ThirdPartyStoragePartitioning',
	'AvoidCorsURLLoaderRestartOnRedirect',
	'TcpPortRandomizationWin',
	'OptimizationHints',
	'NetworkTimeServiceQuerying',
	'AimEnabled',
	'PreconnectToSearch',
	'WebUIOmniboxPopup',
	'WebUIOmniboxAimPopup',
	'WebUIOmniboxFullPopup',
	'SpareRendererForSitePerProcess'
];

/**
 * Each journey runs at a desk with JavaScript and on a phone without. In a journey's title, `@js` means it is about
 * something that only JavaScript does; `@phone` that it runs on a phone with JavaScript instead of at a desk; `@desk`
 * that it runs at a desk only.
 */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: 'test-results/journeys',
	fullyParallel: true,
	forbidOnly: Boolean(process.env.CI),
	// One more than the cores we count on: pages wait for the server and the server for pages.
	workers: 3,
	// Only against what hangs: on a slow machine much takes long.
	timeout: 120_000,
	expect: { timeout: 20_000 },
	reporter: 'list',
	use: {
		locale: 'en-GB',
		timezoneId: 'Europe/London',
		contextOptions: { reducedMotion: 'reduce' },
		screenshot: 'only-on-failure',
		launchOptions: {
			executablePath: await browserAtHand(),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				`--disable-features=${WITHOUT.join()}`,
				// Nothing leaves this machine; what tries to also fails the journey, see support/e2e.ts.
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
			]
		}
	},
	projects: [
		{ name: 'desk', grepInvert: /@phone/ },
		{ name: 'phone', grep: /@phone/, use: PHONE },
		{ name: 'phone without JavaScript', grepInvert: /@js|@phone|@desk/, use: { ...PHONE, javaScriptEnabled: false } }
	]
});
