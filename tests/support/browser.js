import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const works = (/** @type {string} */ file) =>
	spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;

/** Chromium with a window and a profile like anybody's, and the same without, which starts and draws in less. */
const WHOLE = ['chromium', 'google-chrome', 'chromium-browser'];
const SHELL = ['chromium-headless-shell', 'chrome-headless-shell'];

/**
 * A Chromium that is on this machine already: SAYSO_BROWSER, one on the path, or Playwright's own. Undefined when there is
 * none. A `whole` one is never the shell.
 */
export async function browserAtHand({ whole = false } = {}) {
	const named = process.env.SAYSO_BROWSER;
	if (named) return works(named) ? named : undefined;
	const found = [...(whole ? [] : SHELL), ...WHOLE].find(works);
	if (found) return whereIs(found);
	const { chromium } = await import('@playwright/test');
	const own = chromium.executablePath();
	return existsSync(own) && works(own) ? own : undefined;
}

/** Playwright starts a browser by its whole path. */
function whereIs(/** @type {string} */ name) {
	const { stdout } = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' });
	return stdout.split(/\r?\n/)[0]?.trim() || undefined;
}

/**
 * A browser, installed when there is none: Playwright's, else Debian's when we may. Undefined when neither could be had.
 * @param {(text: string) => void} say
 */
export async function installBrowser(say) {
	const there = await browserAtHand({ whole: true });
	if (there || process.env.SAYSO_BROWSER) return there;
	say('no browser here, asking Playwright for one');
	run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
	const own = await browserAtHand({ whole: true });
	if (own || process.getuid?.() !== 0 || !works('apt-get')) return own;
	say("installing Debian's chromium");
	run('apt-get', ['update']);
	for (const name of ['chromium', 'chromium-headless-shell'])
		run('apt-get', ['install', '-y', '--no-install-recommends', name]);
	return browserAtHand({ whole: true });
}

function run(/** @type {string} */ file, /** @type {string[]} */ args) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	spawnSync(file, args, { stdio: 'ignore', timeout: 300_000, env });
}
