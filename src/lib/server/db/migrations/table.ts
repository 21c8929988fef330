import type { CreateTableBuilder, Kysely } from 'kysely';

/*
 * How every migration spells a table. Frozen like the migrations themselves: what these make must not change.
 */

export type Table = CreateTableBuilder<string, string>;

/** 'name' is required text, 'name?' may be null; '#name' is an integer. */
export function columns(table: Table, names: string): Table {
	return names.split(/\s+/).reduce((built, spec) => {
		const required = !spec.endsWith('?');
		const name = spec.replace(/^#|\?$/g, '');
		return built.addColumn(name, spec.startsWith('#') ? 'integer' : 'text', (c) => (required ? c.notNull() : c));
	}, table);
}

/** A table of one authority: the key starts with authority_id, and so does every reference to another. */
export function owned(
	db: Kysely<unknown>,
	name: string,
	key: string[],
	names: string,
	references: Record<string, string> = {}
) {
	let table = columns(db.schema.createTable(name) as Table, `authority_id ${names}`)
		.addPrimaryKeyConstraint(`${name}_key`, ['authority_id', ...key])
		.addForeignKeyConstraint(`${name}_authority`, ['authority_id'], 'authority', ['id']);
	for (const [column, target] of Object.entries(references)) {
		table = table.addForeignKeyConstraint(
			`${name}_${column}`,
			['authority_id', column],
			target,
			['authority_id', 'id'],
			(fk) => fk.onDelete('cascade')
		);
	}
	return table;
}

/** An index within one authority. */
export async function index(db: Kysely<unknown>, table: string, names: string, unique = false) {
	const list = names.split(' ');
	const built = db.schema
		.createIndex(`${table}_by_${list.join('_and_')}`)
		.on(table)
		.columns(['authority_id', ...list]);
	await (unique ? built.unique() : built).execute();
}
