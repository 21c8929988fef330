import { Kysely, SqliteDialect } from 'kysely';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotTheRow, OwnRows } from './own-rows.ts';

interface Tables {
	answer: { id: string; saidBy: string; words: string; place: number };
	person: { id: string; name: string };
}

describe('a row that was not asked for', () => {
	let database: SqliteDatabase.Database;
	let db: Kysely<Tables>;

	beforeEach(() => {
		database = new SqliteDatabase(':memory:');
		database.exec(`
			create table answer (id text, said_by text, words text, place integer);
			create table person (id text, name text);
			insert into answer values ('a1', 'mia', 'I like it', 1), ('a2', 'leo', 'I do not', 2);
			insert into person values ('mia', 'Mia'), ('leo', 'Leo');
		`);
		db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new OwnRows()] });
	});
	afterEach(() => database.close());

	/** From now on every condition finds everything, as if its index led there. */
	function damage() {
		const prepare = database.prepare.bind(database) as (text: string) => SqliteDatabase.Statement;
		Object.assign(database, { prepare: (text: string) => prepare(text.replace(' where ', ' where true or ')) });
	}

	const queries = {
		'all columns': () => db.selectFrom('answer').selectAll().where('saidBy', '=', 'mia').where('id', '=', 'a1'),
		'the column it asks about': () =>
			db.selectFrom('answer').select(['saidBy', 'words']).where('saidBy', '=', 'mia').where('words', '=', 'I like it'),
		'the column under another name': () =>
			db
				.selectFrom('answer')
				.select(['answer.saidBy as child', 'words'])
				.where('answer.saidBy', '=', 'mia')
				.where('id', '=', 'a1'),
		'one table of two': () =>
			db
				.selectFrom('answer')
				.innerJoin('person', 'person.id', 'answer.saidBy')
				.selectAll('answer')
				.select('person.name')
				.where('answer.saidBy', '=', 'mia')
				.where('answer.id', '=', 'a1'),
		'one of several': () => db.selectFrom('answer').selectAll().where('saidBy', 'in', ['mia', 'ann'])
	};

	test.for(Object.entries(queries))('is thrown away, asked for with %s', async ([, query]) => {
		expect(await query().execute()).toHaveLength(1);
		damage();
		await expect(query().execute()).rejects.toThrow(NotTheRow);
	});

	test('is not seen where the query does not give the column, nor where two have its name', async () => {
		const other = db.selectFrom('answer').select('words').where('saidBy', '=', 'mia').where('id', '=', 'a1');
		const twice = db
			.selectFrom('answer')
			.innerJoin('person', 'person.id', 'answer.saidBy')
			.select(['answer.id', 'person.id as id'])
			.where('answer.id', '=', 'a1')
			.where('person.id', '=', 'mia');
		expect(await other.execute()).toEqual([{ words: 'I like it' }]);
		expect(await twice.execute()).toEqual([{ id: 'mia' }]);
	});

	test('is no matter of numbers, of choices between two conditions, or of rows that may be more', async () => {
		const either = db
			.selectFrom('answer')
			.selectAll()
			.where((is) => is.or([is('saidBy', '=', 'mia'), is('saidBy', '=', 'leo')]));
		expect(await either.execute()).toHaveLength(2);
		expect(await db.selectFrom('answer').selectAll().where('place', '=', 2).execute()).toHaveLength(1);
		expect(await db.selectFrom('answer').selectAll().where('saidBy', '!=', 'mia').execute()).toHaveLength(1);
	});
});
