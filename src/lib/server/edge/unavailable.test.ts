import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDatabase } from '../../../../tests/support/database.ts';
import { connect } from '../db/connect.ts';
import { NotLogged } from '../not-logged.ts';
import { TooBusy } from '../too-busy.ts';
import { whyUnavailable } from './unavailable.ts';

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });

test.each(['SQLITE_FULL', '53100', 'ENOSPC'])('%s is a full disk: 507', (code) =>
	expect(whyUnavailable(coded(code))).toBe(507)
);

test.each([
	'SQLITE_BUSY',
	'SQLITE_BUSY_SNAPSHOT',
	'SQLITE_IOERR_WRITE',
	'SQLITE_READONLY_DBMOVED',
	'08006',
	'53300',
	'57P01',
	'57P03',
	'25006',
	'ECONNREFUSED'
])('%s passes: 503', (code) => expect(whyUnavailable(coded(code))).toBe(503));

test('too much asked at once, a reading that could not be logged, a connection lost, and what is wrapped in another error pass too', () => {
	expect(whyUnavailable(new TooBusy())).toBe(503);
	expect(whyUnavailable(new NotLogged())).toBe(503);
	expect(whyUnavailable(new Error('Connection terminated unexpectedly'))).toBe(503);
	expect(whyUnavailable(new Error('outer', { cause: coded('SQLITE_FULL') }))).toBe(507);
	expect(whyUnavailable(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]))).toBe(503);
});

test.each([coded('SQLITE_CONSTRAINT_UNIQUE'), coded('SQLITE_CORRUPT'), coded('23505'), new TypeError('x'), 'x', null])(
	'a fault of our own does not: %s',
	(cause) => expect(whyUnavailable(cause)).toBeUndefined()
);

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => 'nothing',
		(failure: unknown) => failure
	);
const insert = (db: ReturnType<typeof connect>['directory']) =>
	db
		.insertInto('authority')
		.values({ id: 'x', code: 'x', name: 'x', createdAt: '' } as never)
		.execute();

test('so say the databases themselves: full, held by another, away, a standby', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-away-'));
	const [one, other] = [connect(join(folder, 'x.db')), connect(join(folder, 'x.db'))];
	await one.migrate();
	for (const { driver } of [one, other]) if ('pragma' in driver) driver.pragma('busy_timeout = 0');
	if ('exec' in one.driver) one.driver.exec('BEGIN IMMEDIATE');
	expect(whyUnavailable(await failureOf(insert(other.directory)))).toBe(503);
	if ('exec' in one.driver) one.driver.exec('ROLLBACK');
	if ('pragma' in other.driver) other.driver.pragma('max_page_count = 1');
	const table = other.directory.schema.createTable('one_more').addColumn('a', 'text');
	expect(whyUnavailable(await failureOf(table.execute()))).toBe(507);
	await one.close();
	await other.close();
	rmSync(folder, { recursive: true });

	const nobody = connect('postgres://nobody@127.0.0.1:1/none');
	expect(whyUnavailable(await failureOf(insert(nobody.directory)))).toBe(503);
	await nobody.close();
	const standby = await emptyDatabase('postgres');
	const reading = standby.directory.transaction().setAccessMode('read only');
	expect(whyUnavailable(await failureOf(reading.execute(insert)))).toBe(503);
	await standby.close();
});
