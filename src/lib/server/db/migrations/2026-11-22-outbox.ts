import type { Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** Messages that leave, and how many left in each hour. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await owned(
		db,
		'outbox',
		['id'],
		`id created_at template language channel staff_id? address? details? review_id? child_id? dedupe? #urgent state #tries
		next_at lease? leased_until? sent_at? reason?`.replace(/\s+/g, ' '),
		{ staff_id: 'staff', review_id: 'review', child_id: 'child' }
	).execute();
	await index(db, 'outbox', 'dedupe', true);
	await index(db, 'outbox', 'state next_at');
	await index(db, 'outbox', 'review_id');
	await index(db, 'outbox', 'child_id');
	await owned(db, 'outbox_hour', ['hour'], 'hour #sent capped_at?').execute();
}
