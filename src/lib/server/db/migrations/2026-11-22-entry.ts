import { sql, type Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** Cards claimed once, what only the child knows, passes for ten minutes, and sessions that lock. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await owned(
		db,
		'card',
		['id'],
		'id consultation_id made_at claim_by locator? secret_hash? token_hash? #tries claimed_at? blocked_at? replaced_at?',
		{ consultation_id: 'consultation' }
	).execute();
	await index(db, 'card', 'consultation_id');
	// Looked up before anybody knows the authority; at most one card answers to a code.
	await db.schema.createIndex('card_by_locator').on('card').column('locator').unique().execute();
	await db.schema.createIndex('card_by_token').on('card').column('token_hash').unique().execute();

	await owned(db, 'child_secret', ['consultation_id'], 'consultation_id kind made_at first second? seed #tries', {
		consultation_id: 'consultation'
	}).execute();

	await owned(db, 'child_passkey', ['id'], 'id consultation_id credential made_at', {
		consultation_id: 'consultation'
	}).execute();
	await index(db, 'child_passkey', 'consultation_id');

	await owned(db, 'entry_pass', ['id'], 'id consultation_id kind code_hash made_at expires_at used_at? staff_id?', {
		consultation_id: 'consultation',
		staff_id: 'staff'
	}).execute();
	await db.schema.createIndex('entry_pass_by_code').on('entry_pass').column('code_hash').unique().execute();

	await owned(db, 'entry_note', ['id'], 'id consultation_id review_id kind noted_at', {
		consultation_id: 'consultation',
		review_id: 'review'
	}).execute();
	await index(db, 'entry_note', 'review_id');

	await owned(db, 'held_post', ['session'], 'session review_id held_at posted', { review_id: 'review' }).execute();

	for (const column of ['seen_at', 'unlocked_at', 'alone_at', 'helper_id'])
		await db.schema.alterTable('participant_session').addColumn(column, 'text').execute();
	await db.schema.alterTable('submission').addColumn('assisted_by', 'text').execute();
	// Who came in before there were locks comes in again.
	await sql`delete from participant_session`.execute(db);
}
