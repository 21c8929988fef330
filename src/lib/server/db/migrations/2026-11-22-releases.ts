import type { Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** Opening what is not one's own with a reason, and what two people do together. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await owned(db, 'opening', ['id'], 'id review_id child_id staff_id opened_at opened_on why words', {
		review_id: 'review',
		child_id: 'child',
		staff_id: 'staff'
	}).execute();
	await index(db, 'opening', 'review_id staff_id opened_on');
	await owned(
		db,
		'release',
		['id'],
		'id kind child_id asked_for? asked_at asked_by words? included decided_at? decided_by? decision? done_at?'
	).execute();
	await index(db, 'release', 'child_id');
}
