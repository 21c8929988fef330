import type { Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** Whom an authority tells and when, what happened with each alarm, and the practice child. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await owned(
		db,
		'duty',
		[],
		`emails? phones? backup_emails? backup_staff_id? works_on works_from works_until #escalate_after day_number?
		night_number? night_text? updated_at updated_by?`.replace(/\s+/g, ' '),
		{ backup_staff_id: 'staff' }
	).execute();
	for (const column of ['kind', 'words', 'handed_to'])
		await db.schema.alterTable('safety_flag').addColumn(column, 'text').execute();
	await db.schema.alterTable('safety_flag').addColumn('stage', 'integer').execute();
	await index(db, 'safety_flag', 'handled_at raised_at');
	await owned(
		db,
		'safety_step',
		['id'],
		'id flag_id #number at kind staff_id? to_staff_id? to_whom? outbox_id? #stage? note?',
		{ flag_id: 'safety_flag' }
	).execute();
	await index(db, 'safety_step', 'flag_id');
	// A made-up child to try everything with; never counted, never returned.
	await db.schema.alterTable('child').addColumn('practice_at', 'text').execute();
	await index(db, 'child', 'practice_at');
}
