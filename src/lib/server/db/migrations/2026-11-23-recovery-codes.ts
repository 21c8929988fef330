import type { Kysely } from 'kysely';
import { argonHash } from '../../auth/argon.ts';

interface Codes {
	recovery_code: { authority_id: string; staff_id: string; code_hash: string; place: string };
}

/** Recovery codes that were kept as keyed hashes are hashed once more, by argon2id: they go on working. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('recovery_code')
		.addColumn('place', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
	const codes = db as Kysely<Codes>;
	for (const { authority_id, staff_id, code_hash } of await codes.selectFrom('recovery_code').selectAll().execute()) {
		await codes
			.updateTable('recovery_code')
			.set({ code_hash: await argonHash(code_hash), place: code_hash.slice(0, 2) })
			.where('authority_id', '=', authority_id)
			.where('staff_id', '=', staff_id)
			.where('code_hash', '=', code_hash)
			.execute();
	}
}
