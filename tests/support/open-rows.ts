import type { AuthorityScope } from '#lib/server/db/scope.ts';
import type { OwnedTable } from '#lib/server/db/schema.ts';
import { isToSeal, rowKey, SEALED, type AnyRow } from '#lib/server/sealing/fields.ts';
import { opened, openersFor } from '#lib/server/sealing/index.ts';

/** Rows of the tables of the first version, as they are stored, with everything sealed in them opened. */
export async function openRows<R extends AnyRow>(
	scope: AuthorityScope,
	table: OwnedTable,
	rows: readonly R[],
	reviewOf: (row: AnyRow) => string = (row) => String(row.reviewId)
): Promise<R[]> {
	const fields = SEALED.filter((field) => field.table === table && field.moved);
	const openerOf = await openersFor(scope, fields.length ? rows.map((row) => ({ review: reviewOf(row) })) : []);
	return rows.map((row) => {
		const open = opened(openerOf({ review: reviewOf(row) }), table, rowKey(table, row));
		const sealed = fields.filter((field) => isToSeal(field, row) && typeof row[field.column] === 'string');
		return { ...row, ...Object.fromEntries(sealed.map(({ column }) => [column, open(column, String(row[column]))])) };
	});
}
