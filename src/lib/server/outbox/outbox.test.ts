import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { colleague } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { mailServer, type MailServer } from '../../../../tests/support/mail-server.ts';
import { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { emailBySmtp } from './email.ts';
import { post, type Message } from './index.ts';
import { lease } from './lease.ts';
import type { WaysOut } from './ways-out.ts';
import { round } from './worker.ts';

const nothingElse = async () => 0;
const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000).toISOString();

describe.each(DATABASES)('the outbox, on %s', (kind) => {
	let world: World;
	let mail: MailServer;
	let ways: WaysOut;
	let refusing: number | undefined;
	beforeEach(async () => {
		refusing = undefined;
		world = await twoAuthorities(kind);
		mail = await mailServer(() => refusing);
		ways = { email: emailBySmtp({ url: mail.url, from: 'sayso@north.example', name: 'Sayso' }) };
	});
	afterEach(async () => {
		vi.unstubAllEnvs();
		ways.email!.close();
		await mail.close();
		await world.close();
	});

	const trial = (change: Partial<Message> = {}): Message => ({
		to: { email: 'ada@people.example' },
		template: 'trial',
		language: 'en',
		values: { link: 'https://sayso.example/messages' },
		about: { review: world.north.reviewId },
		...change
	});
	const rows = () => world.north.commandLine.selectFrom('outbox').selectAll('outbox').orderBy('outbox.id').execute();

	test('sends what was posted, once, and then keeps neither address nor content', async () => {
		await post(world.north.commandLine, trial());
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ sent: 1, later: 0, dead: 0 });
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ sent: 0 });
		expect(mail.taken).toHaveLength(1);
		expect(mail.taken[0]).toMatchObject({ from: 'sayso@north.example', to: ['ada@people.example'] });
		expect(mail.taken[0]!.email.text).toContain('https://sayso.example/messages');
		expect(await rows()).toMatchObject([{ state: 'sent', address: null, details: null, reason: null }]);
	});

	test('keeps address and content sealed while they wait', async () => {
		await post(world.north.commandLine, trial());
		const text = JSON.stringify(await rows());
		expect(text).not.toContain('ada@people');
		expect(text).not.toContain('sayso.example');
	});

	test('has nothing of a transaction that failed', async () => {
		const failing = world.north.commandLine.transaction(async (tx) => {
			await post(tx, trial());
			throw new Error('the reason for it did not happen');
		});
		await expect(failing).rejects.toThrow();
		expect(await rows()).toEqual([]);
	});

	test('posts the same once', async () => {
		const first = await post(world.north.commandLine, trial({ dedupe: 'a' }));
		expect(await post(world.north.commandLine, trial({ dedupe: 'a' }))).toBeUndefined();
		expect(await post(world.south.commandLine, trial({ dedupe: 'a', about: 'authority' }))).toBeDefined();
		expect((await rows()).map(({ id }) => id)).toEqual([first]);
	});

	test('waits for its time', async () => {
		await post(world.north.commandLine, trial({ notBefore: later(30)() }));
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ sent: 0 });
		expect(await round(world.connection, ways, nothingElse, later(31))).toMatchObject({ sent: 1 });
	});

	test('waits where no way out is set up', async () => {
		await post(world.north.commandLine, trial());
		await post(world.north.commandLine, trial({ to: { phone: '07700 900123' } }));
		expect(await round(world.connection, {}, nothingElse)).toMatchObject({ sent: 0, dead: 0 });
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ sent: 1, dead: 0 });
		expect((await rows()).map(({ state, tries }) => [state, tries])).toEqual([
			['sent', 1],
			['waiting', 0]
		]);
	});

	test('goes to where a member of staff reads mail now, and to nobody who has left', async () => {
		const { north } = world;
		const { staffId } = await colleague(north, 'manager');
		await post(north.commandLine, trial({ to: { staffId: north.iroId } }));
		await post(north.commandLine, trial({ to: { staffId: staffId! } }));
		await north.commandLine
			.updateTable('staff')
			.set({ email: 'new@north.example' })
			.where('staff.id', '=', north.iroId)
			.execute();
		await north.commandLine
			.updateTable('staff')
			.set({ endedAt: later(0)() })
			.where('staff.id', '=', staffId)
			.execute();
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ sent: 1, dead: 1 });
		expect(mail.taken.map(({ to }) => to)).toEqual([['new@north.example']]);
		expect((await rows()).map(({ reason }) => reason)).toEqual([null, 'no-address']);
	});

	test('raced by eight workers sends each message once', async () => {
		for (let count = 0; count < 24; count++)
			await post(world.north.commandLine, trial({ to: { email: `p${count}@people.example` } }));
		const rounds = await Promise.all(Array.from({ length: 8 }, () => round(world.connection, ways, nothingElse)));
		expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(24);
		expect(new Set(mail.taken.flatMap(({ to }) => to)).size).toBe(24);
		expect(mail.taken).toHaveLength(24);
	});

	test('is tried again, longer and longer, then given up with a reason', async () => {
		refusing = 451;
		await post(world.north.commandLine, trial());
		const waits: number[] = [];
		let minutes = 0;
		for (let tries = 1; tries <= 8; tries++) {
			expect(await round(world.connection, ways, nothingElse, later(minutes))).toMatchObject(
				tries < 8 ? { later: 1 } : { dead: 1 }
			);
			expect(await round(world.connection, ways, nothingElse, later(minutes))).toMatchObject({ later: 0, dead: 0 });
			const [row] = await rows();
			const wait = Math.round((Date.parse(row!.nextAt) - Date.now()) / 60_000) - minutes;
			if (tries < 8) waits.push(wait);
			minutes += wait + 1;
		}
		expect(waits).toEqual([1, 2, 5, 15, 60, 180, 400]);
		expect(await rows()).toMatchObject([{ state: 'dead', reason: 'busy', tries: 8 }]);
	});

	test('is given up at once where the other side will never take it', async () => {
		refusing = 550;
		await post(world.north.commandLine, trial());
		expect(await round(world.connection, ways, nothingElse)).toMatchObject({ dead: 1 });
		expect(await rows()).toMatchObject([{ state: 'dead', reason: 'refused', tries: 1 }]);
	});

	test('whose sender died is sent by another, once its lease has run out', async () => {
		const scope = new AuthorityScope(world.connection.db, world.north.id, { kind: 'worker' });
		await post(scope, trial());
		const dying = await lease(scope, { worker: newId(), at: later(0)(), channels: ['email'] });
		expect(dying).toBeDefined();
		expect(await round(world.connection, ways, nothingElse, later(1))).toMatchObject({ sent: 0 });
		expect(await round(world.connection, ways, nothingElse, later(3))).toMatchObject({ sent: 1 });
		expect(mail.taken.map(({ email }) => email.messageId)).toEqual([`<${dying!.id}@north.example>`]);
	});

	test('holds a burst of a thousand back at the limit of the hour, says so, and lets alarms pass', async () => {
		vi.stubEnv('SAYSO_MESSAGES_PER_HOUR', '20');
		const manager = await colleague(world.north, 'manager');
		await world.north.commandLine.transaction(async (tx) => {
			for (let count = 0; count < 1000; count++) await post(tx, trial({ to: { email: `p${count}@people.example` } }));
		});
		await post(world.south.commandLine, trial({ about: 'authority', to: { email: 'next-door@people.example' } }));
		const noon = () => '2030-01-07T12:00:00.000Z';
		await round(world.connection, ways, nothingElse, noon);
		await post(world.north.commandLine, trial({ template: 'safety-raised', to: { staffId: world.north.iroId } }));
		const burst = () => mail.taken.filter(({ to }) => /^p\d+@/.test(to[0]!)).length;
		for (let again = 0; again < 3; again++) await round(world.connection, ways, nothingElse, noon);
		expect(burst()).toBe(20);
		const others = mail.taken.map(({ to }) => to[0]).filter((to) => !/^p\d+@/.test(to!));
		const [told] = await world.north.commandLine
			.selectFrom('staff')
			.select('staff.email')
			.where('staff.id', '=', manager.staffId)
			.execute();
		expect(others.sort()).toEqual(['iro@north.example', 'next-door@people.example', told!.email].sort());
		await round(world.connection, ways, nothingElse, () => '2030-01-07T13:00:00.000Z');
		expect(burst()).toBe(40);
	}, 60_000);
});
