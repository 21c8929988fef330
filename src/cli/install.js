import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * What `npm start` and `npm test` do before anything is installed, so with what Node brings and nothing else, on any
 * Node from 20 up. The sentences are here because the locale files are read with packages that are not there yet.
 */
const SAY = {
	installing: 'Installing what Sayso needs. The first time this takes about a minute …',
	installed: (/** @type {number} */ seconds) => `Installed in ${seconds} seconds.`,
	failed: 'The install did not work. What npm said:',
	noNode: 'Sayso needs Node 24. Install the development dependencies too (npm ci), or start it with Node 24.'
};

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const PINNED = join(ROOT, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
const NODE_WANTED = 24;

const json = (/** @type {string} */ file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

/**
 * True when every package the lock file asks for is there in that version. Packages for other machines and
 * those only for developing may be absent; by content, not by date, so that changing branches installs nothing.
 */
function isInstalled() {
	if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return false;
	const asked = Object.entries(json('package-lock.json').packages).filter(([path]) => path);
	const there = json('node_modules/.package-lock.json').packages;
	const developing = existsSync(PINNED);
	return asked.every(([path, { version, optional, devOptional, dev }]) => {
		if (there[path]) return there[path].version === version;
		return optional || devOptional || (dev && !developing);
	});
}

/** Installs what is missing, exactly as the lock file says, and tells how long it took. Ends the process when it fails. */
export function install() {
	if (isInstalled()) return;
	console.log(SAY.installing);
	const began = Date.now();
	const npm = process.env.npm_execpath;
	const [file, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
	const { status, stdout, stderr } = spawnSync(file, args, {
		cwd: ROOT,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024,
		shell: !npm && process.platform === 'win32'
	});
	if (status !== 0) {
		console.error(`${SAY.failed}\n${stdout ?? ''}${stderr ?? ''}`);
		process.exit(1);
	}
	console.log(SAY.installed(Math.round((Date.now() - began) / 1000)));
}

/**
 * Starts this same script again under the pinned Node when the one at hand is too old; true when that is what happened.
 * Signals go on to it, and this process ends as it does.
 */
export function continueUnderPinnedNode() {
	if (Number(process.versions.node.split('.')[0]) >= NODE_WANTED) return false;
	if (!existsSync(PINNED)) {
		console.error(SAY.noNode);
		process.exit(1);
	}
	const child = spawn(PINNED, process.argv.slice(1), { stdio: 'inherit' });
	// Ctrl-C reaches the child from the terminal itself: here it is only kept from ending us first.
	process.on('SIGINT', () => undefined);
	process.on('SIGTERM', () => child.kill('SIGTERM'));
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
	return true;
}
