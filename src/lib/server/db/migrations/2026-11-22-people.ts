import type { Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** How adults are reached and come in. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const person = 'email phone address email_index phone_index confidential_at no_contact_at contact_saved_at';
	for (const column of person.split(' ')) await db.schema.alterTable('person').addColumn(column, 'text').execute();
	for (const column of ['verified_at', 'verified_by', 'episode_id'])
		await db.schema.alterTable('consultation').addColumn(column, 'text').execute();
	await index(db, 'person', 'email_index');
	await index(db, 'person', 'phone_index');
	await index(db, 'consultation', 'person_id');
	await owned(
		db,
		'adult_entry',
		['id'],
		`id consultation_id browser_hash? proof? link_hash? digits_hash? #with_code #tries made_at made_by? expires_at
		used_at?`.replace(/\s+/g, ' '),
		{ consultation_id: 'consultation' }
	).execute();
	await index(db, 'adult_entry', 'consultation_id made_at');
	// Looked for before anybody knows whose they are.
	for (const column of ['browser_hash', 'link_hash']) {
		await db.schema.createIndex(`adult_entry_by_${column}`).on('adult_entry').column(column).execute();
	}
}
