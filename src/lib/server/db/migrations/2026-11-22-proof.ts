import type { Kysely } from 'kysely';

/** What a sent submission comes to, sealed: it says when one byte of it is no longer as it was sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('submission').addColumn('proof', 'text').execute();
}
