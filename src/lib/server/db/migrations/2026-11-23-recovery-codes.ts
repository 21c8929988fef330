import { hash } from '@node-rs/argon2';
import type { Kysely } from 'kysely';

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

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
			.set({ code_hash: await hash(code_hash, COST), place: code_hash.slice(0, 2) })
			.where('authority_id', '=', authority_id)
			.where('staff_id', '=', staff_id)
			.where('code_hash', '=', code_hash)
			.execute();
	}
}
