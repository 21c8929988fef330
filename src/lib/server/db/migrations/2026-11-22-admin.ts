import type { Kysely } from 'kysely';
import type { DatabaseKind } from './index.ts';
import { index, owned } from './table.ts';

/** What an authority chooses for itself, who was asked to set a password, and why a review was moved or cancelled. */
export async function up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	for (const choice of ['accent', 'nouns', 'logo_at', 'logo_alt']) {
		await db.schema.alterTable('authority').addColumn(choice, 'text').execute();
	}
	for (const years of ['record', 'after_death', 'words', 'messages', 'staff']) {
		await db.schema.alterTable('authority').addColumn(`retention_${years}`, 'integer').execute();
	}
	await owned(db, 'logo', [], 'saved_at')
		.addColumn('image', kind === 'postgres' ? 'bytea' : 'blob', (column) => column.notNull())
		.execute();
	await owned(db, 'helpline', ['id'], 'id #position name number hours? url?').execute();
	await owned(db, 'venue', ['id'], 'id kind name address? #accessible created_at ended_at?').execute();
	await db.schema.alterTable('staff').addColumn('last_signed_in_at', 'text').execute();
	await db.schema.alterTable('meeting').addColumn('venue_id', 'text').execute();
	await owned(db, 'staff_invitation', ['staff_id'], 'staff_id secret_hash made_at expires_at used_at?', {
		staff_id: 'staff'
	}).execute();
	await db.schema
		.createIndex('staff_invitation_by_secret')
		.on('staff_invitation')
		.column('secret_hash')
		.unique()
		.execute();
	await owned(db, 'review_change', ['id'], 'id review_id kind from_on to_on? reason changed_at changed_by?', {
		review_id: 'review'
	}).execute();
	await index(db, 'review_change', 'review_id');
}
