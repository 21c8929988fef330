import type { Cookies } from '@sveltejs/kit';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATABASES } from '../../../../tests/support/database.ts';
import { browser, worldAtTheDoor } from '../../../../tests/support/door.ts';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import { readdress } from '../staff-changes.ts';
import * as attempts from './attempts.ts';
import * as breakGlass from './break-glass.ts';
import * as factors from './factors.ts';
import { hashPassword } from './passwords.ts';
import * as recoveryCodes from './recovery-codes.ts';
import { confirm, finish, making, newCodes, offer } from './set-up.ts';
import { secondStep, signIn } from './sign-in.ts';
import { enteredStaff } from './staff-entry.ts';
import { endAllOf } from './staff-sessions.ts';

const PASSWORD = 'tin drum velvet gravel';
const AFTER = { first: '/codes', more: '/account' };
let place = 0;
/** Another network each time, so that no limit of one place is met. */
const from = () => ({ address: `198.51.100.${++place % 250}`, device: 'Firefox, Linux', network: '198.51.100' });

/** What the app on somebody's phone shows at a moment. */
const shows = (secret: string, at = Date.now()) =>
	new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) }).generate({ timestamp: at });

describe.each(DATABASES)('signing in, on %s', (kind) => {
	let world: Awaited<ReturnType<typeof worldAtTheDoor>>;
	let email: string;
	beforeEach(async () => {
		world = await worldAtTheDoor(kind);
		email = `iro@${world.north.code}.example`;
		const passwordHash = await hashPassword(PASSWORD);
		await world.north.commandLine.updateTable('staff').set({ passwordHash }).execute();
	});
	afterEach(async () => {
		vi.useRealTimers();
		await world.close();
	});

	const first = (cookies: Cookies, password = PASSWORD) => signIn(cookies, from(), email, password);

	/** Sets an app up on the first sign-in: its secret, and the recovery codes. */
	async function setUp(cookies = browser()) {
		await first(cookies);
		const { step, staff } = (await making(cookies, 'set-up'))!;
		const { secret } = await offer(step, staff);
		const proof = { code: shows(secret), passkey: '', name: 'My phone' };
		expect(await confirm(cookies, from(), 'set-up', proof, AFTER)).toEqual({ goTo: '/codes' });
		const codes = (await newCodes(cookies, 'set-up'))!;
		await finish(cookies, from(), 'set-up');
		return { secret, codes, cookies };
	}
	/** A minute later, so that the app shows another code. */
	const later = (minutes = 1) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * 60_000 });

	test('a password alone lets nobody in: a new account sets a second step up first', async () => {
		const cookies = browser();
		expect(await first(cookies)).toEqual({ goTo: '/sign-in/second/set-up' });
		expect(await enteredStaff(cookies)).toBeUndefined();
		expect(await finish(cookies, from(), 'set-up')).toEqual({ goTo: '/sign-in' });
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test('in the demonstration a password is enough, but not in production', async () => {
		const { directory } = database();
		await directory.updateTable('authority').set({ demonstrationAt: '2026-01-01T00:00:00.000Z' }).execute();
		const cookies = browser();
		await first(cookies);
		expect((await enteredStaff(cookies))?.staff.id).toBe(world.north.iroId);
		vi.stubEnv('SAYSO_PRODUCTION', '1');
		expect(await first(browser())).toEqual({ goTo: '/sign-in/second/set-up' });
		vi.unstubAllEnvs();
	});

	test('a wrong code sets nothing up, and nothing is kept of what was not confirmed', async () => {
		const cookies = browser();
		await first(cookies);
		const { step, staff } = (await making(cookies, 'set-up'))!;
		const { secret } = await offer(step, staff);
		const proof = { code: shows(secret) === '000000' ? '000001' : '000000', passkey: '', name: 'x' };
		expect(await confirm(cookies, from(), 'set-up', proof, AFTER)).toEqual({ refused: 'wrong' });
		expect(await factors.kinds(world.north.scope, staff.id)).toEqual([]);
		const rows = JSON.stringify(await database().directory.selectFrom('staffAttempt').selectAll().execute());
		expect(rows).not.toContain(secret.replaceAll(' ', ''));
	});

	test('then the app’s code is asked for every time, and lets in', async () => {
		const { secret } = await setUp();
		later();
		const cookies = browser();
		expect(await first(cookies)).toEqual({ goTo: '/sign-in/second' });
		expect(await enteredStaff(cookies)).toBeUndefined();
		expect(await secondStep(cookies, from(), shows(secret))).toEqual({ goTo: '/sign-in' });
		expect((await enteredStaff(cookies))?.session.method).toBe('totp');
	});

	test('a code works once, half a minute early or late, and no longer', async () => {
		const { secret } = await setUp();
		const tries = async (code: string) => {
			const cookies = browser();
			await first(cookies);
			return secondStep(cookies, from(), code);
		};
		later(10);
		const at = Date.now();
		expect(await tries(shows(secret, at - 90_000))).toEqual({ refused: 'wrong' });
		expect(await tries(shows(secret, at - 30_000))).toEqual({ goTo: '/sign-in' });
		expect(await tries(shows(secret, at - 30_000))).toEqual({ refused: 'wrong' });
		expect(await tries(shows(secret, at + 30_000))).toEqual({ goTo: '/sign-in' });
		// An earlier code than the last one that was used is no longer taken.
		expect(await tries(shows(secret, at))).toEqual({ refused: 'wrong' });
	});

	test('of fifty who use one code at once, one gets in', async () => {
		const { secret } = await setUp();
		later();
		const code = shows(secret);
		const { scope, iroId } = world.north;
		const uses = await Promise.all(Array.from({ length: 50 }, () => factors.useCode(scope, iroId, code)));
		expect(uses.filter(Boolean)).toHaveLength(1);
	});

	test('of twenty who finish one step at once, one does', async () => {
		const cookies = browser();
		await first(cookies);
		const copies = Array.from({ length: 20 }, () => {
			const copy = browser();
			for (const { name, value } of cookies.getAll()) copy.set(name, value, { path: '/' });
			return copy;
		});
		const taken = await Promise.all(copies.map((copy) => attempts.take(copy, 'set-up')));
		expect(taken.filter(Boolean)).toHaveLength(1);
	});

	test('a recovery code lets in once, typed in small letters or not', async () => {
		const { codes } = await setUp();
		const tries = async () => {
			const cookies = browser();
			await first(cookies);
			return secondStep(cookies, from(), codes[3]!.toLowerCase());
		};
		expect(await tries()).toEqual({ goTo: '/sign-in' });
		expect(await tries()).toEqual({ refused: 'wrong' });
	});

	test('recovery codes are kept by argon2id, and only those in a code’s place are tried', async () => {
		const { codes } = await setUp();
		const { scope, iroId } = world.north;
		const rows = await scope.selectFrom('recoveryCode').selectAll('recoveryCode').execute();
		expect(rows).toHaveLength(10);
		for (const { codeHash } of rows) expect(codeHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		const kept = await recoveryCodes.hashed(iroId, codes);
		const others = rows.filter(({ place }) => place !== kept[4]!.place);
		expect(others.length).toBeGreaterThan(0);
		// What is no hash cannot be tried: it throws.
		for (const [at, { codeHash }] of others.entries())
			await scope
				.updateTable('recoveryCode')
				.set({ codeHash: `no hash, ${at}` })
				.where('recoveryCode.codeHash', '=', codeHash)
				.execute();
		expect(await recoveryCodes.use(scope, iroId, codes[4]!)).toBe(true);
		expect(await recoveryCodes.use(scope, iroId, codes[4]!)).toBe(false);
	});

	test('five wrong codes, and the account waits, from wherever they come and whoever has the password', async () => {
		const { secret } = await setUp();
		later();
		const wrong = shows(secret) === '000000' ? '000001' : '000000';
		for (let tried = 0; tried < 5; tried++) {
			const cookies = browser();
			await first(cookies);
			expect(await secondStep(cookies, from(), wrong)).toEqual({ refused: 'wrong' });
		}
		const cookies = browser();
		await first(cookies);
		expect(await secondStep(cookies, from(), shows(secret))).toMatchObject({ refused: 'too-many' });
	});

	test('a second step that was begun elsewhere, is over or belongs to another purpose opens nothing', async () => {
		const { secret } = await setUp();
		later();
		expect(await secondStep(browser(), from(), shows(secret))).toEqual({ goTo: '/sign-in' });
		const cookies = browser();
		await first(cookies);
		expect(await attempts.take(cookies, 'set-up', 'add')).toBeUndefined();
		later(16);
		expect(await secondStep(cookies, from(), shows(secret))).toEqual({ goTo: '/sign-in' });
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test('a wrong password, an unknown address, an account without one and one that has ended look the same', async () => {
		const scope = world.north.commandLine;
		const said = [await first(browser(), 'not it'), await signIn(browser(), from(), 'nobody@example', PASSWORD)];
		await scope.updateTable('staff').set({ endedAt: '2026-01-02T00:00:00.000Z' }).execute();
		said.push(await first(browser()));
		await scope.updateTable('staff').set({ endedAt: null, passwordHash: null }).execute();
		said.push(await first(browser()));
		expect(new Set(said.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"refused":"wrong"}']));
	});

	test('another address is what signs in from then on, with the password there was; who is in stays in', async () => {
		const { cookies } = await setUp();
		const { north } = world;
		expect(await readdress(north.commandLine, north.iroId, 'new@north.example')).toEqual({});
		expect(await first(browser())).toEqual({ refused: 'wrong' });
		expect(await signIn(browser(), from(), 'New@north.example', PASSWORD)).toEqual({ goTo: '/sign-in/second' });
		expect((await enteredStaff(cookies))?.staff.id).toBe(north.iroId);
	});

	test('tries in vain at an account are in the log, those at no account are not', async () => {
		await first(browser(), 'not the password');
		await signIn(browser(), from(), 'nobody@north.example', PASSWORD);
		const tries = () =>
			world.north.commandLine
				.selectFrom('auditEvent')
				.select(['auditEvent.subject', 'auditEvent.actor'])
				.where('auditEvent.action', '=', 'staff.sign-in-refused')
				.execute();
		// Written down after the answer.
		await expect.poll(tries).toEqual([{ subject: world.north.iroId, actor: `staff:${world.north.iroId}` }]);
	});

	test('no secret, code or token of it is in the database', async () => {
		const { secret, codes, cookies } = await setUp();
		const tables = ['staffFactor', 'recoveryCode', 'staffSession', 'staffAttempt'] as const;
		const rows = await Promise.all(tables.map((table) => database().directory.selectFrom(table).selectAll().execute()));
		const kept = JSON.stringify(rows);
		for (const never of [
			secret.replaceAll(' ', ''),
			'My phone',
			...codes,
			...cookies.getAll().map(({ value }) => value)
		])
			expect(kept).not.toContain(never);
	});

	test('the last second step cannot be taken away, another’s cannot be touched', async () => {
		await setUp();
		const { scope, iroId } = world.north;
		const [app] = await factors.list(scope, iroId);
		expect(app?.name).toBe('My phone');
		expect(await factors.remove(scope, iroId, app!.id)).toBe('last');
		await factors.rename(world.south.scope, iroId, app!.id, 'Mine now');
		expect(await factors.remove(world.south.scope, iroId, app!.id)).toBe('gone');
		expect((await factors.list(scope, iroId)).map(({ name }) => name)).toEqual(['My phone']);
	});

	test('who is signed out everywhere on one node is out on another, at the next request', async () => {
		const { cookies } = await setUp();
		expect(await enteredStaff(cookies)).toBeDefined();
		later();
		const node = world.node();
		await new AuthorityScope(node.db, world.north.id, { kind: 'command-line' }).transaction((tx) =>
			endAllOf(tx, world.north.iroId)
		);
		await node.close();
		expect(await enteredStaff(cookies)).toBeUndefined();
	});

	test('a break-glass passphrase opens without a second step, and tells every manager and administrator', async () => {
		const { commandLine } = world.north;
		await commandLine.updateTable('staff').set({ role: 'manager' }).execute();
		const [one] = await breakGlass.make(commandLine);
		const cookies = browser();
		await signIn(cookies, from(), one!.email, one!.passphrase);
		const entered = (await enteredStaff(cookies))!;
		expect(entered.staff.role).toBe('administrator');
		const posted = await commandLine.selectFrom('outbox').select(['outbox.staffId', 'outbox.template']).execute();
		expect(posted).toEqual([{ staffId: world.north.iroId, template: 'break-glass-used' }]);
		expect(await breakGlass.lastUse(world.north.scope)).toBeDefined();

		await breakGlass.lookedInto(entered.scope);
		expect(await breakGlass.lastUse(world.north.scope), 'the account itself ends no alarm').toBeDefined();
		await breakGlass.lookedInto(world.north.scope);
		expect(await breakGlass.lastUse(world.north.scope)).toBeUndefined();

		later();
		await breakGlass.make(commandLine);
		expect(await enteredStaff(cookies), 'new passphrases end its sessions').toBeUndefined();
		expect(await signIn(browser(), from(), one!.email, one!.passphrase)).toEqual({ refused: 'wrong' });
	});
});
