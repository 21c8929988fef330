import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES } from '../../../../tests/support/database.ts';
import { browser, worldAtTheDoor } from '../../../../tests/support/door.ts';
import { changePassword } from './account.ts';
import { show, waysOf } from './again.ts';
import * as keptForms from './kept-forms.ts';
import { hashPassword } from './passwords.ts';
import { enteredStaff } from './staff-entry.ts';
import * as staffSessions from './staff-sessions.ts';
import { tidy } from './tidy.ts';
import { deviceOf, networkOf } from './visitor.ts';

const PASSWORD = 'tin drum velvet gravel';
const from = { address: '198.51.100.7', device: 'Firefox, Linux', network: '198.51.100' };
const NOTHING = { password: '', code: '', passkey: '' };

describe.each(DATABASES)('a session of staff, on %s', (kind) => {
	let world: Awaited<ReturnType<typeof worldAtTheDoor>>;
	beforeEach(async () => {
		world = await worldAtTheDoor(kind);
		const passwordHash = await hashPassword(PASSWORD);
		await world.north.commandLine.updateTable('staff').set({ passwordHash }).execute();
	});
	afterEach(async () => {
		vi.useRealTimers();
		await world.close();
	});

	const pass = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });
	async function signedIn() {
		const cookies = browser();
		await staffSessions.start(cookies, from, { authorityId: world.north.id, id: world.north.iroId }, 'password');
		return cookies;
	}

	test('locks after a quarter of an hour of nothing, and not while it is used', async () => {
		const cookies = await signedIn();
		for (let used = 0; used < 3; used++) {
			pass(14);
			expect((await enteredStaff(cookies))!.session.lockedAt).toBeNull();
		}
		pass(15);
		expect((await enteredStaff(cookies))!.session.lockedAt).not.toBeNull();
		// It stays locked, however soon it is asked again.
		expect((await enteredStaff(cookies))!.session.lockedAt).not.toBeNull();
	});

	test('lasts no longer when the clock is put back: it locks, it is not fresh, and one from tomorrow is none', async () => {
		const cookies = await signedIn();
		pass(14);
		await enteredStaff(cookies);
		pass(-12);
		const { session } = (await enteredStaff(cookies))!;
		expect(session.lockedAt).not.toBeNull();
		expect(staffSessions.isFresh({ freshAt: new Date(Date.now() + 120_000).toISOString() })).toBe(false);
		pass(-10);
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test.each([
		['on an ordinary day', '2026-06-10T08:00:00.000Z'],
		['in the night in which summer time begins', '2026-03-28T22:00:00.000Z'],
		['in the night in which summer time ends', '2026-10-24T22:00:00.000Z'],
		['in the night in which a leap day comes', '2028-02-28T22:00:00.000Z'],
		['in the night in which a year ends', '2026-12-31T22:00:00.000Z']
	])('is over after eight hours, however busy, %s', async (_, start) => {
		vi.useFakeTimers({ toFake: ['Date'], now: new Date(start) });
		const cookies = await signedIn();
		for (let used = 0; used < 47; used++) {
			pass(10);
			expect(await enteredStaff(cookies)).toBeDefined();
		}
		pass(11);
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test('opens again with the password, which does not make it fresh', async () => {
		const cookies = await signedIn();
		pass(20);
		const locked = (await enteredStaff(cookies))!;
		expect(await show(cookies, from, locked, false, { ...NOTHING, password: 'not it' })).toEqual({ refused: 'wrong' });
		expect((await enteredStaff(cookies))!.session.lockedAt).not.toBeNull();
		expect(await show(cookies, from, locked, false, { ...NOTHING, password: PASSWORD })).toEqual({ right: true });
		const open = (await enteredStaff(cookies))!;
		expect(open.session.lockedAt).toBeNull();
		expect(staffSessions.isFresh(open.session)).toBe(false);
	});

	test('is fresh for five minutes after a full sign-in, and after showing everything again', async () => {
		const cookies = await signedIn();
		pass(4);
		expect(staffSessions.isFresh((await enteredStaff(cookies))!.session)).toBe(true);
		pass(1);
		const stale = (await enteredStaff(cookies))!;
		expect(staffSessions.isFresh(stale.session)).toBe(false);
		await show(cookies, from, stale, true, { ...NOTHING, password: PASSWORD });
		expect(staffSessions.isFresh((await enteredStaff(cookies))!.session)).toBe(true);
	});

	test('asks whoever has an app for its code too before it is fresh', async () => {
		const cookies = await signedIn();
		const { commandLine, iroId } = world.north;
		const row = { id: 'f', staffId: iroId, kind: 'passkey', name: 'x', createdAt: '2026-01-01' } as const;
		await commandLine.insertInto('staffFactor', row).execute();
		const entered = (await enteredStaff(cookies))!;
		expect(await waysOf(entered, true)).toMatchObject({ password: false, passkey: true });
		expect(await waysOf(entered, false)).toMatchObject({ password: true, passkey: true });
		expect(await show(cookies, from, entered, true, { ...NOTHING, password: PASSWORD })).toEqual({ refused: 'wrong' });
	});

	test('is listed without its token, and can be ended one by one or all but this', async () => {
		const [mine, other, third] = [await signedIn(), await signedIn(), await signedIn()];
		const { scope, iroId } = world.north;
		const listed = await staffSessions.list(scope, iroId);
		expect(listed).toHaveLength(3);
		const tokens = [mine, other, third].flatMap((cookies) => cookies.getAll().map(({ value }) => value));
		for (const token of tokens) expect(JSON.stringify(listed)).not.toContain(token);

		const { session } = (await enteredStaff(other))!;
		await staffSessions.endOne(world.south.scope, iroId, session.publicId);
		expect(await enteredStaff(other), 'a neighbour ends nothing').toBeDefined();
		await staffSessions.endOne(scope, iroId, session.publicId);
		expect(await enteredStaff(other)).toBeUndefined();
		await staffSessions.endOthers(scope, iroId, (await enteredStaff(mine))!.session.publicId);
		expect(await enteredStaff(third)).toBeUndefined();
		expect(await enteredStaff(mine)).toBeDefined();
	});

	test('ends with a changed password, but for the one it is changed in', async () => {
		const [mine, other] = [await signedIn(), await signedIn()];
		const entered = (await enteredStaff(mine))!;
		const change = (current: string, next: string) => changePassword(from, entered, { current, next });
		expect(await change('not it', 'kvist-9-sommarlov')).toEqual({ refused: 'wrong' });
		expect(await change(PASSWORD, 'liverpool-2026')).toEqual({ refused: 'common' });
		expect(await enteredStaff(other)).toBeDefined();
		expect(await change(PASSWORD, 'kvist-9-sommarlov')).toEqual({ right: true });
		expect(await enteredStaff(other)).toBeUndefined();
		expect(await enteredStaff(mine)).toBeDefined();
		const told = await world.north.scope.selectFrom('outbox').select(['outbox.staffId', 'outbox.template']).execute();
		expect(told).toEqual([{ staffId: world.north.iroId, template: 'sign-in-changed' }]);
	});

	test('keeps what was typed while it was locked: sealed, for its owner, for an hour', async () => {
		const { scope, iroId, commandLine } = world.north;
		const form = new FormData();
		form.append('reason', 'Because Nan lives there');
		form.append('photo', new File(['x'], 'nan.jpg'));
		const id = (await keptForms.keep(scope, iroId, '/reviews/1?/decide', form))!;
		const rows = await commandLine.selectFrom('keptForm').selectAll('keptForm').execute();
		expect(JSON.stringify(rows)).not.toContain('Nan lives there');
		expect(await keptForms.find(scope, iroId, id)).toEqual({
			path: '/reviews/1?/decide',
			fields: [['reason', 'Because Nan lives there']],
			hadFiles: true
		});
		expect(await keptForms.find(scope, 'somebody else', id)).toBeUndefined();
		expect(await keptForms.find(world.south.scope, iroId, id)).toBeUndefined();
		await tidy();
		expect(await keptForms.find(scope, iroId, id)).toBeDefined();
		pass(61);
		expect(await keptForms.find(scope, iroId, id)).toBeUndefined();
		await tidy();
		expect(await commandLine.selectFrom('keptForm').selectAll('keptForm').execute()).toEqual([]);
	});
});

test.each([
	[
		'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Safari/537.36 Edg/139.0',
		'Edge, Windows'
	],
	[
		'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1',
		'Safari, iPhone'
	],
	['curl/8.5.0', ''],
	[null, '']
])('%s is called %j', (agent, name) => expect(deviceOf(agent)).toBe(name));

test('a network is kept, not the machine', () => {
	expect(networkOf('203.0.113.77')).toBe('203.0.113');
	expect(networkOf('2001:db8:1:2::77')).toBe('2001:db8:1');
});
