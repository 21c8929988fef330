import type { Database } from '../db/schema.ts';
import type { AuthorityScope, NewRow } from '../db/scope.ts';
import type { Bundle } from './bundles.ts';
import { noChanges, planChild, type Changes, type Surroundings } from './plan.ts';
import type { Professional } from './professionals.ts';
import { episodesById, involvementsById, reviewsById } from './stored.ts';

/** Rows in one statement. */
const AT_ONCE = 500;

/** What these children's rows would change. Reads only. */
export async function changesOf(
	batch: readonly Bundle[],
	scope: AuthorityScope,
	professionals: ReadonlyMap<string, Professional>,
	today: string
): Promise<Changes> {
	const keys = (kind: 'episode' | 'involvement' | 'review') =>
		batch.flatMap(({ rows }) => rows[kind].flatMap(({ key }) => key ?? []));
	const [episodes, involvements, reviews] = await Promise.all([
		episodesById(scope, keys('episode')),
		involvementsById(scope, keys('involvement')),
		reviewsById(scope, keys('review'))
	]);
	const byId = <T extends { externalId: string | null }>(rows: T[]) =>
		new Map(rows.map((row) => [row.externalId!, row]));
	const around: Surroundings = {
		professionals,
		episodes: byId(episodes),
		involvements: byId(involvements),
		reviews: new Map(reviews.map(({ externalId, childId }) => [externalId!, childId])),
		today
	};
	const changes = noChanges();
	for (const bundle of batch) planChild(bundle, around, changes);
	return changes;
}

/** Makes the changes, all or none. */
export async function write({ inserts, updates }: Changes, scope: AuthorityScope): Promise<void> {
	if (!updates.length && !Object.values(inserts).some((rows) => rows.length)) return;
	await scope.transaction(async (tx) => {
		await insertAll(tx, 'child', inserts.child);
		await insertAll(tx, 'episode', inserts.episode);
		await insertAll(tx, 'involvement', inserts.involvement);
		await insertAll(tx, 'review', inserts.review);
		for (const { table, id, set } of updates) {
			// A list of changes to several tables: each `set` is of its own table, which a loop cannot show the compiler.
			await tx
				.updateTable(table as 'review')
				.set(set as Partial<Database['review']>)
				.where(`${table as 'review'}.id`, '=', id)
				.execute();
		}
	});
}

async function insertAll<T extends 'child' | 'episode' | 'involvement' | 'review'>(
	tx: AuthorityScope,
	table: T,
	rows: readonly NewRow<T>[]
): Promise<void> {
	for (let i = 0; i < rows.length; i += AT_ONCE) await tx.insertInto(table, rows.slice(i, i + AT_ONCE)).execute();
}
