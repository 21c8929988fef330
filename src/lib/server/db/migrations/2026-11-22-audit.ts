import { sql, type Kysely } from 'kysely';
import { FIRST, linkHash } from '../audit-link.ts';
import type { DatabaseKind } from './index.ts';
import { columns, index, type Table } from './table.ts';

interface Event {
	authority_id: string;
	id: string;
	at: string;
	actor: string;
	action: string;
	subject: string;
}

const BATCH = 500;

/** Gives the events that are there their places in the chain, in the order they were made. */
async function chain(db: Kysely<Record<string, never>>, authorityId: string): Promise<void> {
	let [seq, hash, last] = [0, FIRST, ''];
	for (;;) {
		const found = await sql<Event>`select authority_id, id, at, actor, action, subject from audit_event
			where authority_id = ${authorityId} and id > ${last} order by id limit ${BATCH}`.execute(db);
		for (const { authority_id, ...event } of found.rows) {
			const previous = hash;
			seq += 1;
			hash = linkHash(previous, { ...event, authorityId: authority_id, seq, detail: null });
			await sql`update audit_event set seq = ${seq}, previous_hash = ${previous}, hash = ${hash}
				where authority_id = ${authorityId} and id = ${event.id}`.execute(db);
			last = event.id;
		}
		if (found.rows.length < BATCH) break;
	}
	await sql`insert into audit_head (authority_id, seq, hash) values (${authorityId}, ${seq}, ${hash})`.execute(db);
}

/** From here on nobody changes or removes an event, ourselves included. */
const KEPT: Record<DatabaseKind, string[]> = {
	sqlite: [
		`create trigger audit_event_unchanged before update on audit_event
		begin select raise(abort, 'audit_event is only added to'); end`,
		`create trigger audit_event_not_removed before delete on audit_event
		begin select raise(abort, 'audit_event is only added to'); end`,
		// "insert or replace" removes without the trigger above.
		`create trigger audit_event_not_replaced before insert on audit_event
		when new.seq is null or exists (select 1 from audit_event where authority_id = new.authority_id and (id = new.id or seq = new.seq))
		begin select raise(abort, 'audit_event is only added to'); end`,
		`create trigger audit_head_not_back before update on audit_head
		when new.seq < old.seq or new.authority_id <> old.authority_id
		begin select raise(abort, 'audit_head only goes on'); end`,
		`create trigger audit_head_not_removed before delete on audit_head
		begin select raise(abort, 'audit_head only goes on'); end`
	],
	postgres: [
		`create function only_added_to() returns trigger language plpgsql as
		$$ begin raise exception '% is only added to', tg_table_name; end $$`,
		`create trigger audit_event_unchanged before update or delete on audit_event
		for each row execute function only_added_to()`,
		`create trigger audit_event_not_emptied before truncate on audit_event
		for each statement execute function only_added_to()`,
		`create trigger audit_event_in_chain before insert on audit_event
		for each row when (new.seq is null) execute function only_added_to()`,
		`create trigger audit_head_not_back before update on audit_head
		for each row when (new.seq < old.seq or new.authority_id <> old.authority_id) execute function only_added_to()`,
		`create trigger audit_head_not_removed before delete on audit_head
		for each row execute function only_added_to()`,
		`create trigger audit_head_not_emptied before truncate on audit_head
		for each statement execute function only_added_to()`
	]
};

/** The log becomes a chain of hashes that is only added to. All in one transaction: killed half way, it begins again. */
export async function up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
	for (const column of ['detail', 'previous_hash', 'hash'])
		await db.schema.alterTable('audit_event').addColumn(column, 'text').execute();
	await db.schema.alterTable('audit_event').addColumn('seq', 'integer').execute();
	await columns(db.schema.createTable('audit_head') as Table, 'authority_id #seq hash')
		.addPrimaryKeyConstraint('audit_head_key', ['authority_id'])
		.addForeignKeyConstraint('audit_head_authority', ['authority_id'], 'authority', ['id'])
		.execute();

	const authorities = await sql<{ id: string }>`select id from authority`.execute(db);
	for (const { id } of authorities.rows) await chain(db as Kysely<Record<string, never>>, id);
	await index(db, 'audit_event', 'seq', true);
	await index(db, 'audit_event', 'subject seq');
	await index(db, 'audit_event', 'action seq');
	for (const statement of KEPT[kind]) await sql.raw(statement).execute(db);
}
