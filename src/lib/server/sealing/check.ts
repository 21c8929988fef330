import type { Connection } from '../db/connect.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { OwnedTable } from '../db/schema.ts';
import { isToSeal, rowKey, SEALED, type AnyRow, type SealedField } from './fields.ts';
import { openersFor, type Owner } from './index.ts';

const AT_ONCE = 500;

type Seen = (field: SealedField, text: string) => void;

/**
 * Opens every sealed value of every authority. How many there are; throws SealBroken at the first that does not open.
 * `seen` is given each.
 */
export async function check({ db, directory }: Connection, seen: Seen = () => undefined): Promise<number> {
	let count = 0;
	for (const { id } of await directory.selectFrom('authority').select('id').execute()) {
		const scope = new AuthorityScope(db, id, { kind: 'command-line' });
		for (const [table, fields] of Map.groupBy(SEALED, (field) => field.table)) {
			count += await checkTable(scope, table, fields, seen);
		}
	}
	return count;
}

async function checkTable(
	scope: AuthorityScope,
	table: OwnedTable,
	fields: SealedField[],
	seen: Seen
): Promise<number> {
	const name = table as 'wish'; // a name from the list of fields
	const all: AnyRow[] = await scope.selectFrom(name).selectAll(name).execute();
	const ownerOf = await ownersOf(scope, table, fields, all[0]);
	let count = 0;
	for (let from = 0; from < all.length; from += AT_ONCE) {
		const rows = all.slice(from, from + AT_ONCE);
		const openerOf = await openersFor(
			scope,
			rows.map((row) => ownerOf(row))
		);
		for (const row of rows) {
			for (const field of fields) {
				const sealed = row[field.column];
				if (sealed === null || sealed === undefined || !isToSeal(field, row)) continue;
				const at = { table, row: rowKey(table, row), column: field.column };
				seen(field, openerOf(ownerOf(row)).open(at, String(sealed)));
				count++;
			}
		}
	}
	return count;
}

/** Whose key the rows of a table are sealed with. */
async function ownersOf(
	scope: AuthorityScope,
	table: OwnedTable,
	[field]: SealedField[],
	example: AnyRow | undefined
): Promise<(row: AnyRow) => Owner> {
	const of = field!.owner;
	if (of === 'authority') return () => 'authority';
	if (of === 'child') return (row) => ({ child: String(row.childId) });
	if (table === 'review') return (row) => ({ review: String(row.id) });
	const through = THROUGH.find(([, column]) => example && column in example && !('reviewId' in example));
	const reviews = through && (await reviewsOf(scope, through[0]));
	return (row) => {
		const review = through ? reviews?.get(String(row[through[1]])) : row.reviewId;
		if (review) return { review: String(review) };
		return row.childId ? { child: String(row.childId) } : 'authority';
	};
}

/** What names its review only through another. */
const THROUGH: readonly [parent: OwnedTable, column: string][] = [
	['submission', 'submissionId'],
	['safetyFlag', 'flagId'],
	['consultation', 'consultationId']
];

async function reviewsOf(scope: AuthorityScope, parent: OwnedTable): Promise<Map<string, string>> {
	const name = parent as 'wish'; // each of them has these two columns
	const rows = await scope
		.selectFrom(name)
		.select([`${name}.id`, `${name}.reviewId`])
		.execute();
	return new Map(rows.map(({ id, reviewId }) => [id, reviewId]));
}
