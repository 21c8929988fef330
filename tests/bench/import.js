import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { continueUnderPinnedNode, install } from '../../src/cli/install.js';

/*
 * How fast a table of reviews goes in, and how much memory that takes:
 *   node tests/bench/import.js [rows, a million unless said] [postgres://… , a SQLite file unless said]
 * Ten reviews a child, all good. Prints the first import, and the second of the same file, which changes nothing.
 */
const ROWS = Number(process.argv[2] ?? 1_000_000);

const day = (/** @type {number} */ number) =>
	new Date(Date.UTC(2016, 0, 1) + number * 86_400_000).toISOString().slice(0, 10);
const slashed = (/** @type {string} */ text) => text.split('-').reverse().join('/');

/**
 * Writes the file without holding it.
 * @param {string} path
 */
async function generate(path) {
	const file = createWriteStream(path);
	file.write('CHILD,DOB,REVIEW,REVIEW_CODE\n');
	for (let row = 0; row < ROWS; row++) {
		const child = Math.floor(row / 10);
		const born = slashed(day(-1500 + (child % 1000)));
		const held = slashed(day(2000 + (child % 90) + (row % 10) * 180));
		if (!file.write(`${String(child).padStart(8, '0')},${born},${held},PN${1 + (row % 7)}\n`))
			await once(file, 'drain');
	}
	file.end();
	await once(file, 'finish');
}

/**
 * @param {string} path
 * @param {string} database
 */
async function imported(path, database) {
	const [{ connect }, { AuthorityScope }, authorities, imports, { serverTranslator }] = await Promise.all([
		import('#lib/server/db/connect.ts'),
		import('#lib/server/db/scope.ts'),
		import('#lib/server/authorities.ts'),
		import('#lib/server/imports/index.ts'),
		import('#lib/server/words.ts')
	]);
	const connection = connect(database);
	await connection.migrate();
	const code = 'bench-import';
	await authorities.create(connection.directory, { code, name: 'Bench', nineOhThree: null, drafts: '' });
	const { id } = await connection.directory
		.selectFrom('authority')
		.select('id')
		.where('code', '=', code)
		.executeTakeFirstOrThrow();
	const scope = new AuthorityScope(connection.db, id, { kind: 'command-line' });
	const began = performance.now();
	const source = { name: 'reviews.csv', open: () => createReadStream(path) };
	const { tables, findings } = await imports.run(scope, [source], { t: serverTranslator() });
	const seconds = (performance.now() - began) / 1000;
	await connection.close();
	const { rows, imported: taken, updated, refused } = /** @type {typeof tables[number]} */ (tables[0]);
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	return {
		rows,
		imported: taken,
		updated,
		refused,
		errors,
		seconds: Number(seconds.toFixed(1)),
		rowsPerSecond: Math.round(rows / seconds)
	};
}

/**
 * Each import in a process of its own, whose peak is then that import's.
 * @param {string} path
 * @param {string} database
 */
async function inOwnProcess(path, database) {
	const child = spawn(process.execPath, [import.meta.filename, String(ROWS), database, path], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	for await (const chunk of child.stdout) text += chunk;
	return JSON.parse(text);
}

install();
if (!continueUnderPinnedNode()) {
	const [, , , database, path] = process.argv;
	if (path) {
		const figures = await imported(path, String(database));
		console.log(JSON.stringify({ ...figures, peakMB: Math.round(process.resourceUsage().maxRSS / 1024) }));
	} else {
		const folder = mkdtempSync(join(tmpdir(), 'sayso-bench-'));
		const file = join(folder, 'reviews.csv');
		const into = database ?? join(folder, 'bench.db');
		try {
			await generate(file);
			console.log('first ', await inOwnProcess(file, into));
			console.log('second', await inOwnProcess(file, into));
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	}
}
