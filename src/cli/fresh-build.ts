import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './install.js';

/** Everything a build is made from. Of a folder, all but the tests. */
const SOURCES = [
	'src',
	'static',
	'locales',
	'package.json',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'tsconfig.json'
];
const STAMP = join(ROOT, 'build/.made-from');

function* filesIn(path: string): Generator<string> {
	if (statSync(join(ROOT, path)).isFile()) return yield path;
	for (const name of readdirSync(join(ROOT, path)).sort())
		if (!/\.test\.\w+$/.test(name)) yield* filesIn(`${path}/${name}`);
}

/** A fingerprint of the sources: by content, because a checkout gives every file today's date. */
function fingerprint(): string {
	const hash = createHash('sha256');
	for (const path of SOURCES.flatMap((source) => [...filesIn(source)])) {
		hash
			.update(path)
			.update('\0')
			.update(readFileSync(join(ROOT, path)))
			.update('\0');
	}
	return hash.digest('hex');
}

/** True when there is a build of exactly these sources. Where only a build was put there, it is taken as it is. */
export function isBuilt(): boolean {
	if (!existsSync(join(ROOT, 'build/handler.js'))) return false;
	if (!existsSync(join(ROOT, 'vite.config.ts'))) return true;
	return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Builds the pages and the command line. Returns what went wrong, or undefined. */
export function build(): string | undefined {
	const from = fingerprint();
	for (const script of ['node_modules/vite/bin/vite.js', 'src/cli/bundle.js']) {
		const { status, stdout, stderr } = spawnSync(
			process.execPath,
			[script, ...(script.endsWith('vite.js') ? ['build'] : [])],
			{
				cwd: ROOT,
				encoding: 'utf8',
				maxBuffer: 64 * 1024 * 1024
			}
		);
		if (status !== 0) return `${stdout}${stderr}`;
	}
	writeFileSync(STAMP, from);
	return undefined;
}
