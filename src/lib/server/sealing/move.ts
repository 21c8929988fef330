import type { Kysely } from 'kysely';
import * as audit from '../audit.ts';
import type { Connection } from '../db/connect.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { Database, OwnedTable } from '../db/schema.ts';
import { asOne, isToSeal, rowKey, SEALED, type AnyRow, type SealedField } from './fields.ts';
import { MOVES } from './moves.ts';
import { proveSent } from './prove.ts';
import { blindIndex, SealBroken, sealersFor, type Sealer } from './index.ts';

/*
 * What earlier versions stored in clear is moved under seal at the first start, before anything is served: afterwards
 * nothing in clear is ever read, so nobody who can write to the database can put words of theirs in the place of
 * somebody's. Each batch is a transaction and leaves alone what opens already, so it may be killed anywhere and begun
 * again.
 */

/** Rows, or submissions with all their rows, in one transaction. */
const BATCH = 100;

const TABLES = new Set(SEALED.filter(({ moved }) => moved).map(({ table }) => table));
const asStored = (table: OwnedTable) => table.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export interface Moved {
	table: OwnedTable;
	/** How many rows of it were sealed. */
	rows: number;
}

/**
 * Moves what is still in clear under seal, in every authority, and proves what was sent; `noted` is told of each batch.
 * Returns how much was sealed of each table. Where anything was moved, what the database keeps of the old rows is cleaned
 * away before it counts as done; and the log of what was done has it, for who puts something in clear to have it sealed.
 */
export async function moveUnderSeal(
	connection: Connection,
	noted: (moved: Moved) => void = () => undefined
): Promise<Moved[]> {
	const waiting = await stillToMove(connection.directory);
	const total = new Map<OwnedTable, number>();
	const moved = new Set<string>();
	for (const { id, sealedMoves } of waiting) {
		const scope = scopeOf(connection, id);
		const note = (batch: Moved) => {
			if (batch.rows) moved.add(id);
			noted(batch);
		};
		// Once sealed, whatever does not open is broken, and is not taken for somebody's words.
		for (const table of sealedMoves === null ? TABLES : []) {
			await moveTable(scope, table, (rows) => {
				total.set(table, (total.get(table) ?? 0) + rows);
				note({ table, rows });
			});
		}
		await proveSent(scope, (rows) => note({ table: 'submission', rows }));
	}
	if (waiting.length) await connection.leaveNothing([...TABLES].map(asStored), true);
	for (const { id } of waiting) {
		await scopeOf(connection, id).transaction(async (tx) => {
			await tx.updateAuthority({ sealedMoves: MOVES });
			if (moved.has(id)) await audit.record(tx, 'keys.sealed', id);
		});
	}
	return [...total].map(([table, rows]) => ({ table, rows })).filter(({ rows }) => rows);
}

const scopeOf = ({ db }: Connection, id: string) => new AuthorityScope(db, id, { kind: 'command-line' });

const stillToMove = (directory: Kysely<Database>) =>
	directory
		.selectFrom('authority')
		.select(['id', 'sealedMoves'])
		.where(({ eb, or }) => or([eb('sealedMoves', 'is', null), eb('sealedMoves', '<', MOVES)]))
		.execute();

/** What a table is paged by: a submission's rows belong together. */
const PAGED_BY: Partial<Record<OwnedTable, 'submissionId'>> = { words: 'submissionId', answer: 'submissionId' };

async function moveTable(scope: AuthorityScope, table: OwnedTable, noted: (rows: number) => void): Promise<void> {
	// Every table at hand has one of these two columns, which TypeScript cannot know of a name it gets.
	const [name, by] = [table as 'wish', `${table}.${PAGED_BY[table] ?? 'id'}` as 'wish.id'];
	for (let last = ''; ;) {
		const after = last;
		const page = await scope
			.selectFrom(name)
			.select(by)
			.distinct()
			.where(by, '>', after)
			.orderBy(by)
			.limit(BATCH)
			.execute();
		const places = (page as AnyRow[]).map((row) => String(row[PAGED_BY[table] ?? 'id']));
		if (!places.length) return;
		last = places.at(-1)!;
		const upTo = last;
		noted(
			await scope.transaction(async (tx) => {
				const rows = await tx.selectFrom(name).selectAll(name).where(by, '>', after).where(by, '<=', upTo).execute();
				return moveRows(tx, table, rows as AnyRow[]);
			})
		);
	}
}

/** Seals what of these rows is in clear; how many rows that were. */
async function moveRows(tx: AuthorityScope, table: OwnedTable, rows: AnyRow[]): Promise<number> {
	const fields = SEALED.filter((field) => field.table === table && field.moved);
	const full = rows.filter((row) => fields.some((field) => row[field.column] !== null && isToSeal(field, row)));
	if (!full.length) return 0;
	const reviewOf = await reviewsOf(tx, table, full);
	const sealerOf = await sealersFor(
		tx,
		full.map((row) => ({ review: reviewOf(row) }))
	);
	const sealerOfRow = (row: AnyRow) => sealerOf({ review: reviewOf(row) });
	if (table === 'answer') return moveAnswers(tx, full, sealerOfRow);
	let moved = 0;
	for (const row of full) moved += await moveRow(tx, fields, row, sealerOfRow(row));
	return moved;
}

async function reviewsOf(tx: AuthorityScope, table: OwnedTable, rows: AnyRow[]): Promise<(row: AnyRow) => string> {
	if (table === 'review') return (row) => String(row.id);
	if (!PAGED_BY[table]) return (row) => String(row.reviewId);
	const ids = [...new Set(rows.map((row) => String(row.submissionId)))];
	const submissions = await tx
		.selectFrom('submission')
		.select(['submission.id', 'submission.reviewId'])
		.where('submission.id', 'in', ids)
		.execute();
	const reviews = new Map(submissions.map(({ id, reviewId }) => [id, reviewId]));
	return (row) => reviews.get(String(row.submissionId))!;
}

/** Sealed here already: nothing that somebody once wrote can look so. */
function isSealed(sealer: Sealer, table: OwnedTable, row: AnyRow, column: string): boolean {
	try {
		sealer.open({ table, row: rowKey(table, row), column }, String(row[column]));
		return true;
	} catch (failure) {
		if (!(failure instanceof SealBroken)) throw failure;
		return false;
	}
}

async function moveRow(
	tx: AuthorityScope,
	fields: readonly SealedField[],
	row: AnyRow,
	sealer: Sealer
): Promise<number> {
	const table = fields[0]!.table;
	const clear = fields.filter(({ column }) => row[column] !== null && !isSealed(sealer, table, row, column));
	if (!clear.length) return 0;
	const sealed = clear.map(({ column }): [string, string] => {
		return [column, sealer.seal({ table, row: rowKey(table, row), column }, String(row[column]))];
	});
	if (table === 'safetyFlag' && clear.some(({ column }) => column === 'value')) sealed.push(await indexOf(tx, row));
	// The table and its columns are names from the list of fields; where it is and that it is still as read is what counts.
	let change = tx.updateTable(table as 'wish').set(Object.fromEntries(sealed));
	for (const column of keyOf(table)) change = change.where(`${table}.${column}` as 'wish.id', '=', String(row[column]));
	for (const { column } of clear) change = change.where(`${table}.${column}` as 'wish.id', '=', String(row[column]));
	return Number((await change.executeTakeFirst()).numUpdatedRows);
}

const keyOf = (table: OwnedTable): string[] => (table === 'words' ? ['submissionId', 'questionId', 'field'] : ['id']);

async function indexOf(tx: AuthorityScope, { consultationId, questionId, value }: AnyRow): Promise<[string, string]> {
	return ['valueIndex', await blindIndex(tx, 'safety-flag', [consultationId, questionId, value].join(':'))];
}

/** The chosen values of a sealed question, a row each in clear, become one. */
async function moveAnswers(tx: AuthorityScope, rows: AnyRow[], sealerOf: (row: AnyRow) => Sealer): Promise<number> {
	let moved = 0;
	for (const [key, all] of Map.groupBy(rows, (row) => rowKey('answer', row))) {
		const sealer = sealerOf(all[0]!);
		const clear = all.filter((row) => !isSealed(sealer, 'answer', row, 'value'));
		if (!clear.length) continue;
		const { submissionId, questionId } = clear[0] as { submissionId: string; questionId: string };
		const gone = await tx
			.deleteFrom('answer')
			.where('answer.submissionId', '=', submissionId)
			.where('answer.questionId', '=', questionId)
			.where(
				'answer.value',
				'in',
				clear.map(({ value }) => String(value))
			)
			.executeTakeFirst();
		if (Number(gone.numDeletedRows) !== clear.length) continue; // another process was quicker
		const values = asOne(clear.map(({ value }) => String(value)));
		const value = sealer.seal({ table: 'answer', row: key, column: 'value' }, values);
		await tx.insertInto('answer', { submissionId, questionId, value }).execute();
		moved += clear.length;
	}
	return moved;
}
