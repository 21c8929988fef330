import { join } from 'node:path';
import * as files from './backup-files.ts';
import { now } from './clock.ts';
import type { Connection } from './db/connect.ts';
import { snapshotOf, type Snapshot, type StoredRow } from './db/snapshot.ts';

/** Without these nothing that people said opens: they are kept apart, so that erasing a key reaches the backups, too. */
const KEY_TABLES = ['wrapping_key', 'sealing_key'];
const ERASURES = ['review.erased', 'child.erased'];

export interface BackedUp {
	tables: number;
	rows: number;
	keys: number;
	/** Where the database is, without its keys. */
	folder: string;
	keyFolder: string;
}

/**
 * Copies the database as it is at this moment into a folder, `data` and `keys` apart, while it is being used. Neither
 * opens anything without the other and the master keys, which are in no backup. Refused where something is already.
 */
export async function make(connection: Connection, folder: string): Promise<BackedUp | { refused: 'backup-there' }> {
	const [data, keys] = [join(folder, 'data'), join(folder, 'keys')];
	if (!files.isFree(folder)) return { refused: 'backup-there' };
	const about = { format: 1 as const, madeAt: now(), migrations: await connection.migrations() };
	const snapshot = await snapshotOf(connection);
	try {
		const names = snapshot.tables;
		const written = await tables(
			snapshot,
			data,
			names.filter((name) => !KEY_TABLES.includes(name))
		);
		const keyFiles = await tables(
			snapshot,
			keys,
			names.filter((name) => KEY_TABLES.includes(name))
		);
		files.writeContents(keys, { ...about, tables: keyFiles, erased: await erasures(snapshot) });
		files.writeContents(data, { ...about, tables: written });
		return { tables: written.length, rows: total(written), keys: total(keyFiles), folder: data, keyFolder: keys };
	} finally {
		await snapshot.close();
	}
}

async function tables(snapshot: Snapshot, folder: string, names: readonly string[]) {
	const written = [];
	for (const name of names) written.push(await files.writeTable(folder, name, snapshot.rows(name)));
	return written;
}

const total = (written: readonly { rows: number }[]): number => written.reduce((sum, { rows }) => sum + rows, 0);

async function erasures(snapshot: Snapshot) {
	const found = [];
	for await (const row of snapshot.rows('audit_event'))
		if (ERASURES.includes(String(row.action))) found.push(erasure(row));
	return found;
}

const erasure = ({ authority_id, action, subject }: StoredRow) => ({
	authorityId: String(authority_id),
	action: String(action),
	subject: String(subject)
});
