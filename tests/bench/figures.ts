import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startApp, type App } from '../support/app.ts';
import { startPostgres } from '../support/postgres.ts';
import { makeWorld, type World } from '../support/world.ts';
import { firstVisit, type Bytes } from './bytes.ts';
import { comeIn, invite, QUESTIONS, wholePart } from './child.ts';
import { startEmptyPage } from './empty.ts';
import { paired, throughput } from './load.ts';
import { sealing } from './sealing.ts';

const KB = 1024;
const BUDGET = { page: 60 * KB, fonts: 25 * KB, all: 150 * KB };
const USERS = 20;
const PARTS = 400;

/** Measures and prints everything, one line a figure. What is aimed for stands beside it. */
export async function figures(): Promise<void> {
	await sealed();
	const app = await startApp({ measured: true });
	try {
		const world = await makeWorld(app.connection);
		await pageBytes(app, world);
		await questionPage(app, world);
		await parts('SQLite, a file', app, world);
	} finally {
		await app.stop();
	}
	await onPostgres();
}

async function sealed(): Promise<void> {
	const { fields, key } = await sealing();
	for (const { text, stored, seal, open } of fields)
		say(
			`A sealed field of ${text} letters`,
			`${stored} bytes, ${seal.toFixed(1)} µs to seal, ${open.toFixed(1)} µs to open`
		);
	say("  a review's key, read and unwrapped", `${key.toFixed(1)} µs`);
}

async function pageBytes(app: App, world: World): Promise<void> {
	const { headers } = await comeIn(app, await invite(world));
	const question = `/en/my/q/${QUESTIONS[0]!.id}`;
	show("A child's first page, the door", await firstVisit(app, '/en/c'));
	show("A child's first question, as a first visit", await firstVisit(app, question, headers.cookie));
}

function show(title: string, bytes: Bytes): void {
	const sum = (...kinds: string[]) => kinds.reduce((total, kind) => total + (bytes[kind] ?? 0), 0);
	const all = sum(...Object.keys(bytes));
	const kinds = Object.entries(bytes).map(([kind, size]) => `${kind} ${kb(size)}`);
	say(title, kinds.join(', '));
	say('  html + css + js + words', against(sum('html', 'css', 'js', 'words'), BUDGET.page));
	say('  fonts', against(sum('font'), BUDGET.fonts));
	say('  in all', against(all, BUDGET.all));
}

async function questionPage(app: App, world: World): Promise<void> {
	const empty = await startEmptyPage();
	try {
		const { headers } = await comeIn(app, await invite(world));
		const question = `${app.origin}/en/my/q/${QUESTIONS[0]!.id}`;
		const { one, other, ratio } = await paired(
			// As a browser asks for it; the empty page is not compressed, ours is.
			() => throughput(question, { ...headers, 'accept-encoding': 'gzip, br' }),
			() => throughput(empty.address)
		);
		say("A child's question page", `${Math.round(one)} a second`);
		say('  an empty SvelteKit page', `${Math.round(other)} a second`);
		say('  of it', `${Math.round(ratio * 100)} % (aim: 60 % or more)`);
	} finally {
		empty.stop();
	}
}

/** Whole parts, by twenty children at once: come in, ten questions opened and answered, sent. */
async function parts(where: string, app: App, world: World): Promise<void> {
	const codes: string[] = [];
	for (let made = 0; made < PARTS; made++) codes.push(await invite(world));
	const began = performance.now();
	const child = async () => {
		for (let code = codes.pop(); code; code = codes.pop()) await wholePart(app, code);
	};
	await Promise.all(Array.from({ length: USERS }, child));
	const seconds = (performance.now() - began) / 1000;
	say(`Whole parts on ${where}`, `${(PARTS / seconds).toFixed(1)} a second (aim: 180)`);
	say('  memory of the server after', `${Math.round(memoryOf(app.pid) / KB / KB)} MB (aim: at most 250)`);
}

async function onPostgres(): Promise<void> {
	// Durable, as it would be: a database of tests that forgets is no measure.
	const server = await startPostgres({ durable: true });
	try {
		const admin = new pg.Client({ connectionString: `${server.address}/postgres` });
		await admin.connect();
		await admin.query('create database sayso_bench template sayso_template');
		await admin.end();
		const app = await startApp({ measured: true, database: `${server.address}/sayso_bench` });
		try {
			await parts('PostgreSQL', app, await makeWorld(app.connection));
		} finally {
			await app.stop();
		}
	} finally {
		await server.stop();
	}
}

/** Resident memory of a process in bytes; NaN where the system does not say. */
function memoryOf(pid: number): number {
	try {
		return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * KB;
	} catch {
		return NaN;
	}
}

const kb = (bytes: number): string => `${(bytes / KB).toFixed(1)} KB`;
const against = (bytes: number, budget: number): string =>
	`${kb(bytes)} of ${kb(budget)}${bytes > budget ? ': TOO MUCH' : ''}`;
const say = (what: string, figure: string): void => console.log(`${what.padEnd(44)} ${figure}`);
