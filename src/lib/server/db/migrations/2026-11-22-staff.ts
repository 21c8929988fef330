import { sql, type Kysely } from 'kysely';
import { columns, index, owned, type Table } from './table.ts';

async function sessions(db: Kysely<unknown>) {
	for (const column of ['public_id', 'started_from', 'network', 'last_seen_at', 'locked_at', 'fresh_at', 'method'])
		await db.schema.alterTable('staff_session').addColumn(column, 'text').execute();
	// Begun without a second step: whoever has one signs in again.
	await sql`delete from staff_session`.execute(db);
	await db.schema
		.createIndex('staff_session_by_staff')
		.on('staff_session')
		.columns(['authority_id', 'staff_id'])
		.execute();
	await columns(
		db.schema.createTable('staff_attempt') as Table,
		'id_hash authority_id? staff_id? purpose note? go_to? expires_at'
	)
		.addPrimaryKeyConstraint('staff_attempt_key', ['id_hash'])
		.execute();
}

async function factors(db: Kysely<unknown>) {
	const staff = { staff_id: 'staff' };
	await owned(
		db,
		'staff_factor',
		['id'],
		'id staff_id kind name secret? #last_step? credential_id? public_key? #counter? created_at last_used_at?',
		staff
	)
		.addUniqueConstraint('staff_factor_credential', ['credential_id'])
		.execute();
	await index(db, 'staff_factor', 'staff_id');
	await owned(db, 'recovery_code', ['staff_id', 'code_hash'], 'staff_id code_hash used_at?', staff).execute();
	await owned(db, 'kept_form', ['id'], 'id staff_id path fields #had_files created_at', staff).execute();
}

async function providers(db: Kysely<unknown>) {
	await owned(
		db,
		'sign_in_provider',
		['id'],
		'id name issuer client_id client_secret subject_claim role_claim updated_at'
	)
		.addUniqueConstraint('sign_in_provider_of', ['authority_id'])
		.execute();
	await owned(db, 'staff_identity', ['issuer', 'subject'], 'issuer subject staff_id linked_at #ruled_by_provider', {
		staff_id: 'staff'
	}).execute();
	await index(db, 'staff_identity', 'staff_id');
}

/** Second factors, an authority's own sign-in, and what a session has to keep to lock, to be listed and to be ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const column of ['signed_out_at', 'break_glass_at', 'break_glass_used_at'])
		await db.schema.alterTable('staff').addColumn(column, 'text').execute();
	await sessions(db);
	await factors(db);
	await providers(db);
}
