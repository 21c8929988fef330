import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { continueUnderPinnedNode, install, ROOT } from '../src/cli/install.js';
import { installBrowser } from './support/browser.js';

/*
 * `npm test`: everything, in one go; `npm test -- unit journeys` only those steps. What passes is one line,
 * what fails is shown in full, and the last line adds it all up.
 */
const RESULTS = join(ROOT, 'test-results');
const MINUTES = 20;

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Count
 * @typedef {{ name: string, says: string, run: () => Promise<Count & { output: string }> }} Step
 */

/**
 * What stands beside each other runs side by side, each on a core of its own; what is below waits for all of it.
 * @type {Step[][][]}
 */
const STEPS = [
	[
		[
			check('types', 'Types', [
				'node_modules/svelte-check/bin/svelte-check',
				'--tsconfig',
				'./tsconfig.json',
				'--fail-on-warnings',
				'--output',
				'human'
			]),
			// After the types: it writes those of the routes anew.
			check('build', 'Build', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], ['src/cli/bundle.js'])
		],
		[
			check('format', 'Formatting', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']),
			check('lint', 'Lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'])
		]
	],
	[[{ name: 'unit', says: 'Unit and database tests, on SQLite and PostgreSQL', run: unit }]],
	[[{ name: 'journeys', says: 'Journeys in the browser', run: journeys }]]
];
const NAMES = STEPS.flat(2).map(({ name }) => name);

await main(process.argv.slice(2));

async function main(/** @type {string[]} */ names) {
	const unknown = names.filter((name) => !NAMES.includes(name));
	if (unknown.length) {
		const known = `Steps: ${NAMES.join(' ')}`;
		console.log(
			names.includes('--help') ? `Usage: npm test [-- STEP…]\n${known}` : `No such step: ${unknown.join(' ')}. ${known}`
		);
		process.exitCode = names.includes('--help') ? 0 : 2;
		return;
	}
	install();
	if (continueUnderPinnedNode()) return;
	mkdirSync(RESULTS, { recursive: true });
	// Databases, profiles and files of the tests: here, and gone with the run.
	const scratch = mkdtempSync(join(tmpdir(), 'sayso-'));
	chmodSync(scratch, 0o711); // PostgreSQL runs as somebody else where we are root
	process.env.TMPDIR = scratch;
	process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
	// Types of the routes, and the settings every other tool reads.
	await node(['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);
	const total = { passed: 0, failed: 0, skipped: 0 };
	const wanted = (/** @type {Step} */ { name }) => !names.length || names.includes(name);
	for (const lanes of STEPS) {
		await Promise.all(
			lanes.map(async (lane) => {
				for (const step of lane.filter(wanted)) add(total, await perform(step, lanes.length === 1));
			})
		);
	}
	const { passed, failed, skipped } = total;
	if (failed || !passed) process.exitCode = 1;
	console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
}

/** @type {(total: Count, count: Count) => void} */
function add(total, { passed, failed, skipped }) {
	total.passed += passed;
	total.failed += failed;
	total.skipped += skipped;
}

/** @type {(step: Step, alone: boolean) => Promise<Count>} */
async function perform({ says, run }, alone) {
	const began = Date.now();
	const title = `${says} … `;
	if (alone) process.stdout.write(title);
	const { output, ...count } = await run();
	const { passed, failed, skipped } = count;
	const seconds = `${Math.round((Date.now() - began) / 1000)} s`;
	const skips = skipped ? `, ${skipped} skipped` : '';
	const ended =
		failed || !passed
			? `FAILED: ${passed} passed, ${failed} failed${skips}, ${seconds}`
			: `${passed} passed${skips}, ${seconds}`;
	console.log(alone ? ended : title + ended);
	if (failed) console.log(`\n${output.trim()}\n`);
	return count;
}

/**
 * A step that is right or wrong as a whole and counts as one.
 * @type {(name: string, says: string, ...commands: string[][]) => Step}
 */
function check(name, says, ...commands) {
	const run = async () => {
		let output = '';
		for (const command of commands) {
			const done = await node(command);
			output += done.output;
			if (done.code !== 0) return { passed: 0, failed: 1, skipped: 0, output };
		}
		return { passed: 1, failed: 0, skipped: 0, output };
	};
	return { name, says, run };
}

async function unit() {
	const report = freshReport('unit.json');
	const done = await node([
		'node_modules/vitest/vitest.mjs',
		'run',
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${report}`
	]);
	const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { testResults: [] };
	// A file that does not load has no tests in it, and still failed.
	const unread = found.testResults.filter(
		(/** @type {any} */ file) => file.status === 'failed' && !file.assertionResults.length
	).length;
	const { numPassedTests: passed = 0, numFailedTests: failed = 0, numPendingTests = 0, numTodoTests = 0 } = found;
	return honest({ passed, failed: failed + unread, skipped: numPendingTests + numTodoTests }, done);
}

async function journeys() {
	if (!(await installBrowser((text) => process.stdout.write(`(${text}) `)))) {
		const output = 'No browser. Install Chromium, or name one: SAYSO_BROWSER=/path/to/chromium npm test';
		return { passed: 0, failed: 1, skipped: 0, output };
	}
	const report = freshReport('journeys.json');
	// It colours its workers' output itself, and complains when told twice.
	const env = { FORCE_COLOR: '0', NO_COLOR: undefined, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
	const done = await node(['node_modules/@playwright/test/cli.js', 'test', '--reporter=dot,json'], env);
	const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { stats: {}, errors: [] };
	const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = found.stats;
	return honest({ passed: expected, failed: unexpected + flaky, skipped }, done);
}

/**
 * A runner that ended badly, or ran nothing, has failed, whatever it counted.
 * @type {(count: Count, done: { code: number, output: string }) => Count & { output: string }}
 */
function honest(count, { code, output }) {
	const bad = (code !== 0 || count.passed === 0) && count.failed === 0;
	return { ...count, failed: bad ? 1 : count.failed, output };
}

/** Where a report goes, with the last one's gone. */
function freshReport(/** @type {string} */ name) {
	const file = join(RESULTS, name);
	rmSync(file, { force: true });
	return file;
}

/**
 * Runs a tool under this Node, and stops it when it hangs.
 * @type {(args: string[], env?: Record<string, string | undefined>) => Promise<{ code: number, output: string }>}
 */
function node(args, env = {}) {
	return new Promise((resolve) => {
		// What is run again and again, our command line a hundred times, is read from source once.
		const plain = { NO_COLOR: '1', NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compiled') };
		const child = spawn(process.execPath, args, {
			cwd: ROOT,
			env: { ...process.env, ...plain, ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const parts = /** @type {string[]} */ ([]);
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text) => parts.push(text));
		const limit = setTimeout(() => {
			parts.push(`\nStopped after ${MINUTES} minutes.\n`);
			child.kill('SIGKILL');
		}, MINUTES * 60_000);
		child.on('close', (code) => {
			clearTimeout(limit);
			resolve({ code: code ?? 1, output: parts.join('') });
		});
	});
}
