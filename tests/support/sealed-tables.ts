import type { Connection } from '#lib/server/db/connect.ts';
import { AuthorityScope } from '#lib/server/db/scope.ts';
import type { OwnedTable } from '#lib/server/db/schema.ts';
import { asMany, isToSeal, SEALED, type AnyRow, type SealedField } from '#lib/server/sealing/fields.ts';
import { forgetKeys } from '#lib/server/sealing/keys.ts';
import { openRows } from './open-rows.ts';

/** The tables that once held words in clear. */
const TABLES = [...new Set(SEALED.filter(({ moved }) => moved).map(({ table }) => table))];

async function scopes({ directory, db }: Connection): Promise<AuthorityScope[]> {
	const rows = await directory.selectFrom('authority').select('id').orderBy('id').execute();
	return rows.map(({ id }) => new AuthorityScope(db, id, { kind: 'command-line' }));
}

/** Every row of a table that is kept sealed, opened; the chosen values of a question one row each, as once in clear. */
async function opened(scope: AuthorityScope, table: OwnedTable, inClear = false): Promise<AnyRow[]> {
	const submissions = await scope.selectFrom('submission').select(['submission.id', 'submission.reviewId']).execute();
	const reviews = new Map(submissions.map(({ id, reviewId }) => [id, reviewId]));
	const rows: AnyRow[] = await scope
		.selectFrom(table as 'wish')
		.selectAll(table as 'wish')
		.execute();
	if (inClear) return rows;
	const clear = await openRows(scope, table, rows, (row) =>
		String(row.reviewId ?? reviews.get(String(row.submissionId)) ?? row.id)
	);
	if (table !== 'answer') return clear;
	return clear.flatMap((row) =>
		isToSeal({ table }, row) ? asMany(String(row.value)).map((value) => ({ ...row, value })) : [row]
	);
}

/** Everything that is kept sealed, opened, in an order that does not depend on how it is stored; `inClear` where it is not yet. */
export async function allOpened(connection: Connection, { inClear = false } = {}): Promise<Record<string, string[]>> {
	forgetKeys();
	const found: Record<string, string[]> = {};
	for (const scope of await scopes(connection)) {
		for (const table of TABLES) {
			const rows = (await opened(scope, table, inClear)).map((row) =>
				JSON.stringify({ ...row, valueIndex: null, proof: null })
			);
			(found[table] ??= []).push(...rows);
		}
	}
	for (const rows of Object.values(found)) rows.sort();
	return found;
}

/** Makes a database as the version before sealing left it: everything in clear, no keys. */
export async function storeInClear(connection: Connection): Promise<void> {
	for (const scope of await scopes(connection)) {
		await scope.transaction(async (tx) => {
			for (const table of TABLES) await storeTable(tx, table);
			for (const field of SEALED.filter(({ moved }) => !moved)) await drop(tx, field);
			await tx.deleteFrom('sealingKey').execute();
			await tx.deleteFrom('wrappingKey').execute();
			await tx.updateAuthority({ sealedMoves: null });
		});
	}
	forgetKeys();
	await connection.leaveNothing(['words', 'answer', 'wish'], true);
}

/** That version had none of this: columns that were added to its tables, and tables of their own. */
async function drop(tx: AuthorityScope, { table, column }: SealedField): Promise<void> {
	const name = table as 'wish';
	if (table === 'person' || TABLES.includes(table))
		await tx
			.updateTable(name)
			.set({ [column]: null })
			.execute();
	else await tx.deleteFrom(name).execute();
}

async function storeTable(tx: AuthorityScope, table: OwnedTable): Promise<void> {
	const name = table as 'wish';
	const rows = await opened(tx, table);
	if (table === 'answer' || table === 'words') {
		await tx.deleteFrom(name).execute();
		for (let at = 0; at < rows.length; at += 400)
			await tx.insertInto(name, rows.slice(at, at + 400) as never).execute();
		return;
	}
	const sealed = SEALED.filter((field) => field.table === table && field.moved);
	for (const { id, ...row } of rows) {
		const columns = sealed.map(({ column }) => [column, row[column]]);
		const clear = Object.fromEntries(table === 'safetyFlag' ? [...columns, ['valueIndex', null]] : columns);
		await tx.updateTable(name).set(clear).where(`${name}.id`, '=', String(id)).execute();
	}
}
