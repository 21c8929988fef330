import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { mailServer, type MailServer } from './mail-server.ts';
import { freePort } from './postgres.ts';

/** The day it is in every journey, a Monday. */
export const TODAY = '2026-11-23';

/** The built application, running on a port and a database of its own. */
export interface App {
	origin: string;
	/** Of the server's process. */
	pid: number;
	/** All it has written so far, to either stream. */
	said(): string;
	/** Where "Leave this page" goes: a page on this machine. */
	elsewhere: string;
	/** Where its mail goes: a server on this machine. */
	mail: MailServer;
	/** The same database, for making a world in it. */
	connection: Connection;
	/** Runs the command line on it. What it prints is read as JSON when --json is asked for. */
	sayso(args: string[], input?: string): Command;
	stop(): Promise<void>;
}

export interface Command {
	code: number;
	stdout: string;
	stderr: string;
	// Each command has a shape of its own, which its journey knows.
	// eslint-disable-next-line @typescript-eslint/no-explicit-any
	json: any;
}

const NODE = ['--import', './tests/support/clock.js'];

/** The moment that it is for the server, in milliseconds: see clock.js. */
export const serverNow = (): number => Date.parse(TODAY) + (Date.now() % 86_400_000);

interface Settings {
	/** A postgres:// address; without, a file. */
	database?: string;
	/** Leaves the tripwire out. */
	measured?: boolean;
	/** What browsers call it: 'localhost' where it must have a name. */
	hostname?: string;
	/** The day it is; '' for the real one, where another server looks at the clock too. */
	today?: string;
}

/** Starts it, and waits until it answers. */
export async function startApp({
	database,
	measured,
	hostname = '127.0.0.1',
	today = TODAY
}: Settings = {}): Promise<App> {
	if (!existsSync('build/index.js') || !existsSync('build/sayso.js')) throw new Error('No build: npm run build first.');
	const folder = mkdtempSync(join(tmpdir(), 'sayso-app-'));
	const elsewhere = await startElsewhere();
	const mail = await mailServer();
	const port = await freePort();
	const origin = `http://${hostname}:${port}`;
	const settings = {
		SAYSO_DATABASE: database ?? join(folder, 'app.db'),
		SAYSO_SECRET: 'only-for-journeys-on-this-machine',
		SAYSO_PRODUCTION: '',
		SAYSO_TODAY: today,
		SAYSO_LOG: 'debug',
		SAYSO_TRIPWIRE: measured ? '' : '1',
		SAYSO_LEAVE_TO: elsewhere.address,
		SAYSO_SMTP_URL: mail.url,
		SAYSO_MAIL_FROM: 'sayso@northshire.example',
		ORIGIN: origin,
		PORT: String(port),
		HOST: '127.0.0.1'
	};
	// The modules that make a world read the same settings here.
	const before = Object.fromEntries(Object.keys(settings).map((name) => [name, process.env[name] ?? '']));
	Object.assign(process.env, settings);
	const server = spawn(process.execPath, [...NODE, 'build/index.js'], {
		env: process.env,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const said: string[] = [];
	for (const stream of [server.stdout, server.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => said.push(text));
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	await answers(`${origin}/healthz`, () => server.exitCode === null, said);
	const connection = connect(settings.SAYSO_DATABASE);

	return {
		origin,
		pid: server.pid!,
		said: () => said.join(''),
		elsewhere: elsewhere.address,
		mail,
		connection,
		sayso: (args, input) => runCommand(args, input),
		async stop() {
			await connection.close();
			server.kill('SIGTERM');
			// Open connections of a browser are given no time: nothing in a journey waits on them.
			setTimeout(() => server.kill('SIGKILL'), 2000).unref();
			await ended;
			elsewhere.close();
			await mail.close();
			Object.assign(process.env, before);
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function answers(address: string, lives: () => boolean, said: string[]): Promise<void> {
	for (let tries = 0; tries < 300 && lives(); tries++) {
		const answer = await fetch(address).catch(() => undefined);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`The server did not start:\n${said.join('')}`);
}

function startElsewhere(): Promise<{ address: string; close: () => void }> {
	const page =
		'<!doctype html><html lang="en"><title>Weather</title><link rel="icon" href="data:,"><main><h1>Weather</h1></main></html>';
	const server = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
	return new Promise((resolve) =>
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			const close = () => (server.closeAllConnections(), server.close());
			resolve({ address: `http://127.0.0.1:${port}/weather`, close });
		})
	);
}

function runCommand(args: string[], input = ''): Command {
	const done = spawnSync(process.execPath, [...NODE, 'build/sayso.js', ...args], {
		input,
		encoding: 'utf8',
		maxBuffer: 256 * 1024 * 1024
	});
	const { stdout, stderr } = done;
	return {
		code: done.status ?? 1,
		stdout,
		stderr,
		json: args.includes('--json') ? readJson(stdout, stderr) : undefined
	};
}

/** With --json a command prints one document, whatever happens. */
function readJson(stdout: string, stderr: string): unknown {
	try {
		return JSON.parse(stdout);
	} catch {
		throw new Error(`The command printed no JSON document:\n${stdout}${stderr}`);
	}
}
