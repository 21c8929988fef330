import type { OwnedTable } from '../db/schema.ts';
import type { AuthorityScope, NewRow } from '../db/scope.ts';
import { asOne, isToSeal, rowKey, SEALED, type AnyRow } from './fields.ts';
import { sealersFor } from './index.ts';

/**
 * Many rows of one table as they are to be stored, from the same in clear: for what is put in at once. `reviewOf` tells
 * the review of a row that does not name it.
 */
export async function sealRows<T extends OwnedTable>(
	scope: AuthorityScope,
	table: T,
	rows: readonly NewRow<T>[],
	reviewOf: (row: AnyRow) => string = (row) => String(row.reviewId)
): Promise<NewRow<T>[]> {
	const fields = SEALED.filter((field) => field.table === table && field.owner === 'review');
	if (!fields.length) return [...rows];
	const merged = table === 'answer' ? asOneRow(rows as readonly AnyRow[]) : (rows as readonly AnyRow[]);
	const sealing = merged.filter((row) => fields.some((field) => isToSeal(field, row) && row[field.column] != null));
	const sealerOf = await sealersFor(
		scope,
		sealing.map((row) => ({ review: reviewOf(row) }))
	);
	const toSeal = new Set(sealing);
	return merged.map((row) => {
		if (!toSeal.has(row)) return row;
		const at = { table, row: rowKey(table, row) };
		const sealed = fields.flatMap(({ column }) => {
			const value = row[column];
			return value == null
				? []
				: [[column, sealerOf({ review: reviewOf(row) }).seal({ ...at, column }, String(value))]];
		});
		return { ...row, ...(Object.fromEntries(sealed) as AnyRow) };
	}) as unknown as NewRow<T>[];
}

/** The chosen values of each sealed question as one row; the others as they are. */
function asOneRow(rows: readonly AnyRow[]): AnyRow[] {
	const open = rows.filter((row) => !isToSeal({ table: 'answer' }, row));
	const sealed = Map.groupBy(
		rows.filter((row) => isToSeal({ table: 'answer' }, row)),
		(row) => rowKey('answer', row)
	);
	const joined = [...sealed.values()].map((of) => ({ ...of[0]!, value: asOne(of.map(({ value }) => String(value))) }));
	return [...open, ...joined];
}
