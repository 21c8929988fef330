import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressOf, sayso } from '../../../tests/support/cli.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import { headOf, readKeptHead, verify } from './audit-chain.ts';
import { connect, type Connection } from './db/connect.ts';
import { AuthorityScope } from './db/scope.ts';

/** Somebody with the database's own password: past the application, and past its triggers. */
async function tamper({ driver }: Connection, ...statements: string[]): Promise<void> {
	if (driver instanceof SqliteDatabase) {
		const triggers = driver.prepare("select name from sqlite_master where type = 'trigger'").all() as {
			name: string;
		}[];
		for (const { name } of triggers) driver.exec(`drop trigger ${name}`);
		for (const statement of statements) driver.exec(statement);
		return;
	}
	for (const table of ['audit_event', 'audit_head']) await driver.query(`alter table ${table} disable trigger all`);
	for (const statement of statements) await driver.query(statement);
}

describe.each(DATABASES)('the log of what was done, on %s', (kind) => {
	let world: World;
	let where: string;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		for (const place of [world.north, world.south])
			for (let i = 1; i <= 6; i++) await audit.record(place.scope, 'review.recorded', `r${i}`, i === 6 ? 'PN1' : null);
		where = `authority_id = '${world.north.id}'`;
	});
	afterEach(() => world.close());

	const change = (set: string, seq: number) => `update audit_event set ${set} where ${where} and seq = ${seq}`;

	test('is one chain for each authority, each event with the hash of the one before', async () => {
		const { north } = world;
		const rows = await north.scope.selectFrom('auditEvent').selectAll('auditEvent').orderBy('auditEvent.seq').execute();
		expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
		expect(rows.slice(1).map(({ previousHash }) => previousHash)).toEqual(rows.slice(0, -1).map(({ hash }) => hash));
		expect(await headOf(north.scope)).toBe(`6:${rows.at(-1)!.hash}`);
		expect(await verify(north.scope)).toEqual({
			ok: true,
			events: 6,
			head: await headOf(north.scope),
			missing: 0,
			altered: 0
		});
	});

	test('is only added to: no event is changed, removed or replaced, by us neither', async () => {
		const { scope } = world.north;
		const only = /is only added to|only goes on/;
		await expect(scope.updateTable('auditEvent').set({ actor: 'nobody' }).execute()).rejects.toThrow(only);
		await expect(scope.deleteFrom('auditEvent').execute()).rejects.toThrow(only);
		await expect(scope.deleteFrom('auditHead').execute()).rejects.toThrow(only);
		await expect(scope.updateTable('auditHead').set({ seq: 2 }).execute()).rejects.toThrow(only);
		const { driver } = world.connection;
		if (driver instanceof SqliteDatabase) {
			expect(() => driver.exec(`insert or replace into audit_event select * from audit_event where seq = 2`)).toThrow(
				only
			);
		} else await expect(driver.query('truncate audit_event')).rejects.toThrow(only);
		expect((await verify(scope)).ok).toBe(true);
	});

	test('stands or falls with the transaction it is written in', async () => {
		const { scope } = world.north;
		const failing = scope.transaction(async (tx) => {
			await audit.record(tx, 'review.recorded', 'lost');
			throw new Error('something broke');
		});
		await expect(failing).rejects.toThrow('something broke');
		expect(await verify(scope)).toMatchObject({ ok: true, events: 6 });
	});

	test.each(['actor', 'action', 'subject', 'at', 'detail'])('an altered %s is found', async (column) => {
		await tamper(world.connection, change(`${column} = 'somebody else'`, 3));
		expect(await verify(world.north.scope)).toMatchObject({
			ok: false,
			broken: { seq: 3, why: 'altered' },
			altered: 1
		});
		expect((await verify(world.south.scope)).ok).toBe(true);
	});

	test('a deleted event is found', async () => {
		await tamper(world.connection, `delete from audit_event where ${where} and seq in (3, 4)`);
		expect(await verify(world.north.scope)).toMatchObject({
			broken: { seq: 3, why: 'missing' },
			missing: 2,
			events: 4
		});
	});

	test('an event deleted, with the later ones moved up to hide it, is found', async () => {
		await tamper(
			world.connection,
			`delete from audit_event where ${where} and seq = 3`,
			...[4, 5, 6].map((seq) => change(`seq = ${seq - 1}`, seq)),
			`update audit_head set seq = 5 where ${where}`
		);
		expect(await verify(world.north.scope)).toMatchObject({ ok: false, broken: { seq: 3, why: 'altered' } });
	});

	test('an event put in between is found, and so is one put outside', async () => {
		const copy = (id: string, seq: number) =>
			`insert into audit_event (authority_id, id, at, actor, action, subject, seq, previous_hash, hash)
			select authority_id, '${id}', at, actor, action, subject, ${seq}, previous_hash, hash from audit_event where ${where} and seq = 3`;
		await tamper(world.connection, ...[6, 5, 4].map((seq) => change(`seq = ${seq + 1}`, seq)), copy('new', 4));
		expect(await verify(world.north.scope)).toMatchObject({ ok: false, broken: { seq: 4, why: 'altered' } });
		await tamper(world.connection, `delete from audit_event where ${where} and seq = 4`);
		await tamper(world.connection, ...[5, 6, 7].map((seq) => change(`seq = ${seq - 1}`, seq)));
		expect((await verify(world.north.scope)).ok).toBe(true);
		await tamper(world.connection, copy('newer', 7));
		expect(await verify(world.north.scope)).toMatchObject({ ok: false, broken: { seq: 7, why: 'head' } });
	});

	test('two events in each other’s place are found', async () => {
		await tamper(world.connection, change('seq = 99', 3), change('seq = 3', 4), change('seq = 4', 99));
		expect(await verify(world.north.scope)).toMatchObject({ ok: false, broken: { seq: 3, why: 'altered' } });
	});

	test('a tail cut off is found; with the head put back too, by the head kept elsewhere', async () => {
		const { scope } = world.north;
		const kept = readKeptHead(await headOf(scope))!;
		await tamper(world.connection, `delete from audit_event where ${where} and seq > 4`);
		expect(await verify(scope)).toMatchObject({ broken: { seq: 5, why: 'missing' }, missing: 2 });
		const hash = `(select hash from audit_event where ${where} and seq = 4)`;
		await tamper(world.connection, `update audit_head set seq = 4, hash = ${hash} where ${where}`);
		expect(await verify(scope)).toMatchObject({ ok: true, events: 4 });
		expect(await verify(scope, kept)).toMatchObject({ ok: false, broken: { seq: 6, why: 'kept-head' } });
	});

	test('a head that was kept is still in a chain that went on', async () => {
		const { scope } = world.north;
		const kept = readKeptHead(await headOf(scope))!;
		await audit.record(scope, 'review.recorded', 'later');
		expect(await verify(scope, kept)).toMatchObject({ ok: true, events: 7 });
	});

	test('eight processes writing at once make one unbroken chain', async () => {
		const { connection, north } = world;
		const address = addressOf(connection);
		const args = ['tests/support/write-events.ts', address, north.id, '20'];
		await Promise.all(Array.from({ length: 8 }, () => promisify(execFile)(process.execPath, args)));
		const other = connect(address);
		const scope = new AuthorityScope(other.db, north.id, { kind: 'command-line' });
		expect(await verify(scope)).toMatchObject({ ok: true, events: 6 + 8 * 20, missing: 0, altered: 0 });
		await other.close();
	});

	test('what is no head is not taken for one', () => {
		for (const text of ['nonsense', '6', '6:abc', `-1:${'0'.repeat(64)}`]) expect(readKeptHead(text)).toBeUndefined();
	});

	test('`sayso audit verify` says whether it holds, and ends with 1 when it does not', async () => {
		const { connection, north } = world;
		const head = (await sayso(connection, 'audit', 'head', '--authority', 'north')).out.trim();
		expect(head).toBe(await headOf(north.scope));
		const good = await sayso(connection, 'audit', 'verify', '--authority', 'north', '--head', head, '--json');
		expect([good.code, JSON.parse(good.out)]).toMatchObject([0, { ok: true, authorities: [{ events: 6, head }] }]);
		await tamper(connection, `delete from audit_event where ${where} and seq = 2`);
		const bad = await sayso(connection, 'audit', 'verify', '--all', '--json');
		expect(bad.code).toBe(1);
		expect(JSON.parse(bad.out)).toMatchObject({
			ok: false,
			authorities: [{ authority: 'north', broken: { seq: 2, why: 'missing' }, missing: 1 }, { ok: true }]
		});
	});
});
