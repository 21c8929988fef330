import { sql, type Kysely } from 'kysely';
import type { DatabaseKind } from './index.ts';
import { columns, index, owned, type Table } from './table.ts';

async function authorities(db: Kysely<unknown>) {
	await columns(
		db.schema.createTable('authority') as Table,
		'id code name nine_oh_three? created_at demonstration_at? draft_languages target_first target_second target_later #video_attends'
	)
		.addPrimaryKeyConstraint('authority_key', ['id'])
		.addUniqueConstraint('authority_code', ['code'])
		.execute();
}

async function staff(db: Kysely<unknown>, kind: DatabaseKind) {
	await owned(db, 'staff', ['id'], 'id external_id? email? name role password_hash? created_at ended_at?')
		.addUniqueConstraint('staff_email', ['email'])
		.execute();
	await index(db, 'staff', 'external_id', true);
	await owned(db, 'profile', ['staff_id'], 'staff_id call_me about languages reach_how reach_when updated_at', {
		staff_id: 'staff'
	})
		.addColumn('photo', kind === 'postgres' ? 'bytea' : 'blob')
		.execute();
	await owned(db, 'audit_event', ['id'], 'id at actor action subject').execute();
}

async function children(db: Kysely<unknown>) {
	await owned(
		db,
		'child',
		['id'],
		'id external_id first_name? last_name? known_as? born_on sex? reading_language? spoken_language? uasc_from? uasc_until? created_at'
	).execute();
	await index(db, 'child', 'external_id', true);

	await owned(
		db,
		'episode',
		['id'],
		'id child_id external_id? care_id? started_on ended_on? reason_started? reason_ended? legal_status? placement_type?',
		{ child_id: 'child' }
	).execute();
	await index(db, 'episode', 'child_id started_on');
	await index(db, 'episode', 'external_id', true);
	await index(db, 'episode', 'care_id');

	await owned(db, 'involvement', ['id'], 'id child_id staff_id external_id? role started_on ended_on?', {
		child_id: 'child',
		staff_id: 'staff'
	}).execute();
	await index(db, 'involvement', 'child_id role');
	await index(db, 'involvement', 'staff_id');
	await index(db, 'involvement', 'external_id', true);

	await owned(db, 'person', ['id'], 'id child_id name relationship language? ended_on? created_at', {
		child_id: 'child'
	}).execute();
	await index(db, 'person', 'child_id');
	await owned(db, 'participation_text', ['text'], 'text code').execute();
}

async function reviews(db: Kysely<unknown>) {
	await owned(
		db,
		'review',
		['id'],
		`id child_id external_id? care_id? due_on held_on? cancelled_on? created_at recorded_at? recorded_by?
		attended? presence? voice? proposed_code? participation_code? code_reason? venue_used? #chairing_offered? chairing_chosen?
		chairing? not_attended_reason? late_reason? next_on?`.replace(/\s+/g, ' '),
		{ child_id: 'child' }
	).execute();
	await index(db, 'review', 'child_id held_on');
	await index(db, 'review', 'held_on');
	await index(db, 'review', 'due_on');
	await index(db, 'review', 'external_id', true);

	await owned(db, 'meeting', ['id'], 'id review_id meets_on? starts_at? venue? venue_note? updated_at', {
		review_id: 'review'
	}).execute();
	await index(db, 'meeting', 'review_id');
	await owned(db, 'attendee', ['id'], 'id review_id role name? invited_at? attended? not_appropriate?', {
		review_id: 'review'
	}).execute();
	await index(db, 'attendee', 'review_id');
}

async function consultations(db: Kysely<unknown>) {
	await owned(
		db,
		'consultation',
		['id'],
		`id review_id child_id person_id? audience instrument #instrument_version opened_at opened_by? due_on expires_at
		closed_at? entered_at? advocate_shown_at? advocate_wanted_at? code_hash? code_made_at? language? look? theme?
		text_size?`.replace(/\s+/g, ' '),
		{ review_id: 'review', child_id: 'child', person_id: 'person' }
	)
		.addUniqueConstraint('consultation_code', ['code_hash'])
		.execute();
	await index(db, 'consultation', 'review_id audience');
	await index(db, 'consultation', 'child_id');

	await owned(
		db,
		'submission',
		['id'],
		`id consultation_id review_id child_id #revision kind started_at sent_at? superseded_at? helper? helper_name?
		helper_how?`.replace(/\s+/g, ' '),
		{ consultation_id: 'consultation', review_id: 'review', child_id: 'child' }
	).execute();
	await index(db, 'submission', 'consultation_id revision', true);
	await index(db, 'submission', 'review_id');

	const of = { submission_id: 'submission' };
	await owned(
		db,
		'reply',
		['submission_id', 'question_id'],
		'submission_id question_id state audience? saved_at',
		of
	).execute();
	await owned(db, 'answer', ['submission_id', 'question_id', 'value'], 'submission_id question_id value', of).execute();
	await owned(
		db,
		'words',
		['submission_id', 'question_id', 'field'],
		'submission_id question_id field words',
		of
	).execute();
	await owned(db, 'reading', ['submission_id', 'staff_id'], 'submission_id staff_id read_at', {
		...of,
		staff_id: 'staff'
	}).execute();
}

async function wishes(db: Kysely<unknown>) {
	await owned(
		db,
		'wish',
		['id'],
		`id review_id child_id consultation_id question_id value kind words? created_at withdrawn_at? decision? reason?
		private_note? decided_at? decided_by?`.replace(/\s+/g, ' '),
		{ review_id: 'review', child_id: 'child', consultation_id: 'consultation' }
	).execute();
	await index(db, 'wish', 'consultation_id question_id value', true);
	await index(db, 'wish', 'review_id');

	await owned(
		db,
		'safety_flag',
		['id'],
		`id child_id review_id consultation_id question_id value raised_at seen_at? seen_by? handled_at? handled_by?
		handled_note?`.replace(/\s+/g, ' '),
		{ child_id: 'child', review_id: 'review', consultation_id: 'consultation' }
	).execute();
	await index(db, 'safety_flag', 'consultation_id question_id value', true);
	await index(db, 'safety_flag', 'review_id');
}

/** Sessions are looked up by the hash of their token, before anybody knows the authority. */
async function sessions(db: Kysely<unknown>) {
	for (const [name, subject] of [
		['staff_session', 'staff'],
		['participant_session', 'consultation']
	] as const) {
		await columns(db.schema.createTable(name) as Table, `id_hash authority_id ${subject}_id created_at expires_at`)
			.addPrimaryKeyConstraint(`${name}_key`, ['id_hash'])
			.addForeignKeyConstraint(
				`${name}_subject`,
				['authority_id', `${subject}_id`],
				subject,
				['authority_id', 'id'],
				(fk) => fk.onDelete('cascade')
			)
			.execute();
		await db.schema
			.createIndex(`${name}_by_subject`)
			.on(name)
			.columns(['authority_id', `${subject}_id`])
			.execute();
		await db.schema.createIndex(`${name}_by_expiry`).on(name).column('expires_at').execute();
	}
}

/** At most one draft and one current submission of a consultation, whatever two tabs do at once. */
async function oneOfEach(db: Kysely<unknown>) {
	await sql`create unique index submission_one_draft on submission (authority_id, consultation_id) where sent_at is null`.execute(
		db
	);
	await sql`create unique index submission_one_current on submission (authority_id, consultation_id) where sent_at is not null and superseded_at is null`.execute(
		db
	);
}

/** The first tables: one complete loop, from extract to return. */
export async function up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	await authorities(db);
	await staff(db, kind);
	await children(db);
	await reviews(db);
	await consultations(db);
	await wishes(db);
	await sessions(db);
	await oneOfEach(db);
}
