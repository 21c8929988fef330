import { isSealed } from '#lib/forms/sealed.ts';
import { ofChild } from '../audit-subjects.ts';
import type { OwnedTable } from '../db/schema.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { ReadPermit } from '../readings.ts';
import { asMany, isToSeal, rowKey, SEALED } from '../sealing/fields.ts';
import { opened, openersFor, type Opener, type Owner } from '../sealing/index.ts';
import { HELD } from './holdings.ts';

/** One stored row with what was sealed opened; the authority is left out, being the same everywhere. */
export type Row = Record<string, string | number | string[] | null>;
/** Rows by table, and what was done about the child as the log tells it. */
export type Records = Partial<Record<OwnedTable, Row[]>> & { log: Row[] };

/** Every row about a child; of what was sent, what the permit covers. What is not sent yet is nobody's to read. */
export async function recordsOf(scope: AuthorityScope, childId: string, permit: ReadPermit): Promise<Records> {
	const ids: Record<string, string[]> = { id: [childId], childId: [childId] };
	const held = new Map<OwnedTable, Row[]>();
	for (const { table, by, without } of HELD) {
		const found = await read(scope, table, by, ids[by] ?? []);
		const rows = table === 'submission' ? found.filter(({ id }) => permit.covers(String(id))) : found;
		const parent = PARENTS[table];
		if (parent) ids[parent] = rows.map(({ id }) => String(id));
		held.set(
			table,
			rows.map((row) => leaveOut(row, ['authorityId', ...(without ?? [])]))
		);
	}
	const open = await opening(scope, childId, held);
	const clear = [...held].map(([table, rows]) => [table, rows.map((row) => open(table, row))]);
	return { ...(Object.fromEntries(clear) as Records), log: await logOf(scope, childId) };
}

/** Tables whose ids others are found by. */
const PARENTS: Partial<Record<OwnedTable, string>> = {
	review: 'reviewId',
	consultation: 'consultationId',
	submission: 'submissionId',
	safetyFlag: 'flagId'
};

async function read(scope: AuthorityScope, table: OwnedTable, by: string, ids: string[]): Promise<Row[]> {
	if (!ids.length) return [];
	// The tables are alike in what is asked of them here: a column that names whose the row is.
	const rows = scope.selectFrom(table as 'wish').selectAll(table as 'wish');
	const own = rows.where(`${table}.${by}` as 'wish.childId', 'in', ids);
	return (await own.execute()) as unknown as Row[];
}

const leaveOut = (row: Row, columns: readonly string[]): Row =>
	Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)));

/** Opens each sealed column of a row with the key it was sealed with. */
async function opening(scope: AuthorityScope, childId: string, found: Map<OwnedTable, Row[]>) {
	const reviews = (found.get('review') ?? []).map(({ id }) => String(id));
	const openerOf = await openersFor(scope, [{ child: childId }, ...reviews.map((review) => ({ review }))]);
	const submissions = reviewsBy(found.get('submission'));
	const flags = reviewsBy(found.get('safetyFlag'));
	const reviewOf = (row: Row) =>
		String(row.reviewId ?? submissions.get(String(row.submissionId)) ?? flags.get(String(row.flagId)));
	return (table: OwnedTable, row: Row): Row => {
		const fields = SEALED.filter((field) => field.table === table && isToSeal(field, row));
		const values = fields
			.filter(({ column }) => typeof row[column] === 'string')
			.map(({ column, owner }) => {
				const whose: Owner =
					owner === 'child' ? { child: childId } : { review: table === 'review' ? String(row.id) : reviewOf(row) };
				return [column, valueOf(table, row, column, openerOf(whose))];
			});
		return { ...row, ...(Object.fromEntries(values) as Row) };
	};
}

function valueOf(table: OwnedTable, row: Row, column: string, opener: Opener): string | string[] | null {
	const value = opened(opener, table, rowKey(table, row))(column, String(row[column]));
	return table === 'answer' && isSealed(String(row.questionId)) ? asMany(value!) : value;
}

const reviewsBy = (rows: Row[] = []): Map<string, string> =>
	new Map(rows.map(({ id, reviewId }) => [String(id), String(reviewId)]));

/** What was done about the child, first to last: who, what, when. */
async function logOf(scope: AuthorityScope, childId: string): Promise<Row[]> {
	const { subjects } = await ofChild(scope, childId);
	return scope
		.selectFrom('auditEvent')
		.select(['auditEvent.seq', 'auditEvent.at', 'auditEvent.actor', 'auditEvent.action', 'auditEvent.subject'])
		.where('auditEvent.subject', 'in', subjects)
		.orderBy('auditEvent.seq')
		.execute();
}

/**
 * What goes to somebody who is not the child: the days of the reviews, and of what was sent only the submissions that two
 * people have named.
 */
export function limited(records: Records, included: readonly string[]): Records {
	const named = new Set(included);
	const submissions = (records.submission ?? []).filter(({ id }) => named.has(String(id)));
	const consultations = new Set(submissions.map(({ consultationId }) => consultationId));
	const ofNamed = (table: 'reply' | 'answer' | 'words') =>
		(records[table] ?? []).filter(({ submissionId }) => named.has(String(submissionId)));
	const only = (rows: Row[] | undefined, columns: string[]) =>
		(rows ?? []).map((row) => Object.fromEntries(columns.map((column) => [column, row[column] ?? null])) as Row);
	return {
		child: only(records.child, ['id', 'firstName', 'lastName', 'knownAs']),
		review: only(records.review, ['id', 'childId', 'dueOn', 'heldOn', 'cancelledOn', 'participationCode']),
		consultation: only(
			(records.consultation ?? []).filter(({ id }) => consultations.has(id ?? null)),
			['id', 'reviewId', 'childId', 'personId', 'audience', 'instrument', 'instrumentVersion', 'openedAt']
		),
		submission: submissions,
		reply: ofNamed('reply'),
		answer: ofNamed('answer'),
		words: ofNamed('words'),
		log: []
	};
}
