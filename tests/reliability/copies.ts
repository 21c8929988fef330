import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { makeAsked } from './world.ts';

export type Kind = 'sqlite' | 'postgres';

/** A database with so many children asked, made once, and as many copies of it as are needed, one at a time. */
export async function copies(
	kind: Kind,
	asked: number
): Promise<{ fresh(): Promise<string>; remove(): Promise<void> }> {
	return kind === 'sqlite' ? ofFile(asked) : ofServer(asked);
}

async function ofFile(asked: number) {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-reliability-'));
	const [template, copy] = [join(folder, 'template.db'), join(folder, 'copy.db')];
	await makeAsked(template, asked);
	return {
		async fresh() {
			for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true });
			copyFileSync(template, copy);
			return copy;
		},
		remove: async () => rmSync(folder, { recursive: true, force: true })
	};
}

async function ofServer(asked: number) {
	const { address, stop } = await startPostgres({ durable: true });
	await makeAsked(`${address}/sayso_template`, asked);
	return {
		async fresh() {
			const admin = new pg.Client({ connectionString: `${address}/postgres` });
			await admin.connect();
			await admin.query('drop database if exists copy with (force)');
			await admin.query('create database copy template sayso_template');
			await admin.end();
			return `${address}/copy`;
		},
		remove: stop
	};
}
