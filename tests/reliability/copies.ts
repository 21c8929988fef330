import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { makeAsked } from './world.ts';

export type Kind = 'sqlite' | 'postgres';

/** A database with so many children asked, or made otherwise, once, and as many copies of it as are needed, one at a time. */
export async function copies(
	kind: Kind,
	made: number | ((address: string) => Promise<void>)
): Promise<{ fresh(): Promise<string>; remove(): Promise<void> }> {
	const make = typeof made === 'number' ? (address: string) => makeAsked(address, made) : made;
	return kind === 'sqlite' ? ofFile(make) : ofServer(make);
}

type Make = (address: string) => Promise<void>;

async function ofFile(make: Make) {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-reliability-'));
	const [template, copy] = [join(folder, 'template.db'), join(folder, 'copy.db')];
	await make(template);
	return {
		async fresh() {
			for (const ending of ['', '-wal', '-shm']) rmSync(copy + ending, { force: true });
			copyFileSync(template, copy);
			return copy;
		},
		remove: async () => rmSync(folder, { recursive: true, force: true })
	};
}

async function ofServer(make: Make) {
	// What is killed is who writes, never the server: it need not wait for the disk.
	const { address, stop } = await startPostgres();
	await make(`${address}/sayso_template`);
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
