import type { Kysely } from 'kysely';
import { index, owned } from './table.ts';

/** The keys of authorities, reviews and children, wrapped. An authority's key cannot go while another needs it. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await owned(db, 'wrapping_key', ['id'], 'id #generation master_key wrapped created_at').execute();
	await index(db, 'wrapping_key', 'generation', true);
	await owned(db, 'sealing_key', ['id'], 'id owner wrapped_by wrapped created_at')
		.addForeignKeyConstraint(
			'sealing_key_wrapped_by',
			['authority_id', 'wrapped_by'],
			'wrapping_key',
			['authority_id', 'id'],
			(key) => key.onDelete('restrict')
		)
		.execute();
	await index(db, 'sealing_key', 'owner', true);
	await index(db, 'sealing_key', 'wrapped_by');

	// The same flag twice is one: what it says is sealed, so that is seen by its blind index.
	await db.schema.alterTable('safety_flag').addColumn('value_index', 'text').execute();
	await index(db, 'safety_flag', 'value_index', true);
	// How far what was stored before in clear has been moved under seal; null is not at all.
	await db.schema.alterTable('authority').addColumn('sealed_moves', 'integer').execute();
}
