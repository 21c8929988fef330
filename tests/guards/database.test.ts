import pg from 'pg';
import { expect, test } from 'vitest';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { emptyDatabase, twoAuthorities } from '../support/database.ts';

/* Databases of tests are used again within a file: none finds anything of the one before. */
const addressOf = ({ driver }: Connection) => (driver as pg.Pool).options.connectionString!;
const rowsIn = async ({ directory }: Connection) =>
	(await directory.selectFrom('authority').select('id').execute()).length +
	(await directory.selectFrom('child').select('id').execute()).length;

test('a database that is used again is empty', async () => {
	const used = new Set<string>();
	for (let again = false; !again;) {
		const database = await emptyDatabase('postgres');
		again = used.has(addressOf(database));
		used.add(addressOf(database));
		expect(await rowsIn(database)).toBe(0);
		await twoAuthorities('postgres', database);
		expect(await rowsIn(database)).toBeGreaterThan(0);
		await database.close();
	}
});

test.each([
	['a table', 'create table left_over (id text)'],
	['a column', 'alter table child add column left_over text'],
	['a trigger switched off', 'alter table child disable trigger all'],
	[
		'an index less',
		`do $$ begin execute (select 'drop index ' || indexname from pg_indexes where schemaname = 'public'
			and indexname not in (select conname from pg_constraint) limit 1); end $$`
	],
	['a migration less', 'delete from kysely_migration where name = (select max(name) from kysely_migration)']
])('one that was left with %s is not', async (_, change) => {
	const before = await emptyDatabase('postgres');
	await (before.driver as pg.Pool).query(change);
	await before.close();
	const next = await emptyDatabase('postgres');
	expect(addressOf(next)).not.toBe(addressOf(before));
	await next.close();
});

test('nor is one that somebody still has open', async () => {
	const before = await emptyDatabase('postgres');
	const other = connect(addressOf(before));
	await rowsIn(other);
	await before.close();
	const next = await emptyDatabase('postgres');
	expect(addressOf(next)).not.toBe(addressOf(before));
	await Promise.all([next.close(), other.close()]);
});
