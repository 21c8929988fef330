import type { Kysely } from 'kysely';
import type { DatabaseKind } from './index.ts';
import { index, owned } from './table.ts';

/** Pictures and recordings in sealed pieces; they go with the review or the child they are of. */
export async function up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	const references = { review_id: 'review', child_id: 'child' };
	await owned(db, 'upload', ['id'], 'id review_id? child_id? type #pieces created_at', references).execute();
	await index(db, 'upload', 'review_id');
	await index(db, 'upload', 'child_id');
	await owned(db, 'upload_piece', ['upload_id', 'number'], 'upload_id #number', { upload_id: 'upload' })
		.addColumn('sealed', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
		.execute();
	await db.schema.alterTable('profile').addColumn('photo_upload', 'text').execute();
}
