import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import * as breakGlass from './auth/break-glass.ts';
import * as caseload from './caseload.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as invitations from './invitations.ts';
import * as reviews from './reviews.ts';
import { change, comeBack, end, readdress, startAnew } from './staff-changes.ts';
import * as staff from './staff.ts';

const NEW = { email: 'New.Person@north.example', name: ' New Person ', role: 'iro', externalId: '' };
const CHOSEN = 'seven green bicycles sing';

describe.each(DATABASES)('accounts of staff, on %s', (kind) => {
	let world: World;
	let admin: AuthorityScope;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		admin = await colleague(world.north, 'administrator');
		await signedIn(admin.staffId!);
	});
	afterEach(() => world.close());
	const signedIn = (id: string) =>
		world.north.commandLine
			.updateTable('staff')
			.set({ lastSignedInAt: '2026-11-01T09:00:00.000Z' })
			.where('staff.id', '=', id)
			.execute();
	const invited = async () => {
		const made = await invitations.invite(admin, NEW);
		if ('refused' in made || made.handed.by !== 'hand') throw new Error('not handed over');
		return { id: made.id, code: made.handed.code };
	};
	const accept = (code: string, password = CHOSEN, from = '203.0.113.1') =>
		invitations.accept(world.connection, from, code, password);

	describe('an invitation', () => {
		test('opens once, and what is kept of it is no code', async () => {
			const { id, code } = await invited();
			expect(await staff.find(admin, id)).toMatchObject({ name: 'New Person', state: 'invited' });
			const kept = await admin.selectFrom('staffInvitation').selectAll('staffInvitation').execute();
			expect(JSON.stringify(kept)).not.toContain(code.replaceAll('-', ''));
			expect(await accept(code.toLowerCase())).toEqual({ ok: true });
			expect(await staff.find(admin, id)).toMatchObject({ state: 'active' });
			expect(await accept(code)).toEqual({ refused: 'wrong' });
		});

		test('has one winner of many at once', async () => {
			const { code } = await invited();
			const all = await Promise.all(Array.from({ length: 8 }, (_, at) => accept(code, CHOSEN, `198.51.100.${at}`)));
			expect(all.filter((one) => 'ok' in one)).toHaveLength(1);
		});

		test('is not spent by a password that will not do', async () => {
			const { code } = await invited();
			expect(await accept(code, 'short')).toEqual({ refused: 'too-short' });
			expect(await accept(code, 'new person north')).toHaveProperty('refused');
			expect(await accept(code)).toEqual({ ok: true });
		});

		test('ends after ten days, when another is made, and when its owner leaves', async () => {
			const first = await invited();
			const again = await startAnew(admin, first.id);
			if (!again || 'refused' in again || again.handed.by !== 'hand') throw new Error('not handed over');
			expect(await accept(first.code)).toEqual({ refused: 'wrong' });
			await admin.updateTable('staffInvitation').set({ expiresAt: '2026-01-01T00:00:00.000Z' }).execute();
			expect(await accept(again.handed.code)).toEqual({ refused: 'wrong' });
			await admin.updateTable('staffInvitation').set({ expiresAt: '2100-01-01T00:00:00.000Z' }).execute();
			await end(admin, first.id, undefined);
			expect(await accept(again.handed.code)).toEqual({ refused: 'wrong' });
		});

		test('cannot be guessed: the eleventh wrong try from one place waits', async () => {
			const tries = [];
			for (let n = 0; n < 11; n++) tries.push(await accept('0000-000-000', CHOSEN, '192.0.2.7'));
			expect(tries.slice(0, 10)).toEqual(Array(10).fill({ refused: 'wrong' }));
			expect(tries[10]).toMatchObject({ refused: 'too-many' });
		});

		test('is refused for what is no address, no role, or somebody there already', async () => {
			expect(await invitations.invite(admin, { ...NEW, email: 'x' })).toEqual({ refused: 'staff-email' });
			expect(await invitations.invite(admin, { ...NEW, role: 'root' })).toEqual({ refused: 'staff-role' });
			await invited();
			expect(await invitations.invite(admin, NEW)).toEqual({ refused: 'staff-exists' });
		});

		test('gives the record of an extract its sign-in, and with it the caseload', async () => {
			await admin.updateTable('staff').set({ email: null }).where('staff.id', '=', world.north.iroId).execute();
			const made = await invitations.invite(admin, { ...NEW, externalId: 'north-iro' });
			expect(made).toMatchObject({ id: world.north.iroId });
		});

		test('is refused for an address a neighbour has, by either way in', async () => {
			const theirs = { ...NEW, email: 'iro@south.example' };
			expect(await invitations.invite(admin, theirs)).toEqual({ refused: 'staff-exists' });
			await admin.updateTable('staff').set({ email: null }).where('staff.id', '=', world.north.iroId).execute();
			const known = { ...theirs, externalId: 'north-iro' };
			expect(await invitations.invite(admin, known)).toEqual({ refused: 'staff-exists' });
		});
	});

	describe('nobody', () => {
		test('ends or demotes themselves', async () => {
			const other = await colleague(world.north, 'administrator');
			await signedIn(other.staffId!);
			expect(await end(admin, admin.staffId!, undefined)).toEqual({ refused: 'yourself' });
			expect(await change(admin, admin.staffId!, { name: 'A', role: 'manager' })).toEqual({ refused: 'yourself' });
			expect(await change(admin, admin.staffId!, { name: 'A', role: 'administrator' })).toBe('changed');
		});

		test('ends or demotes the last administrator, and one who cannot sign in is none', async () => {
			const { commandLine } = world.north;
			await colleague(world.north, 'administrator');
			expect(await end(commandLine, admin.staffId!, undefined)).toEqual({ refused: 'last-administrator' });
			expect(await change(commandLine, admin.staffId!, { name: 'A', role: 'iro' })).toEqual({
				refused: 'last-administrator'
			});
		});

		test('takes the last two away at once', async () => {
			const other = await colleague(world.north, 'administrator');
			await signedIn(other.staffId!);
			const done = await Promise.all([end(admin, other.staffId!, undefined), end(other, admin.staffId!, undefined)]);
			expect(done.filter((one) => one === 'ended')).toHaveLength(1);
		});

		test('touches an account for emergencies, whose envelope lies in a safe', async () => {
			await breakGlass.make(world.north.commandLine);
			const [glass] = (await staff.list(admin)).filter(({ breakGlassAt }) => breakGlassAt);
			expect(await end(admin, glass!.id, undefined)).toBeUndefined();
			expect(await change(admin, glass!.id, { name: 'Mine', role: 'administrator' })).toBeUndefined();
			expect(await startAnew(admin, glass!.id)).toBeUndefined();
		});

		test('touches the neighbour’s', async () => {
			expect(await change(admin, world.south.iroId, { name: 'X', role: 'manager' })).toBeUndefined();
			expect(await end(admin, world.south.iroId, 'left')).toBeUndefined();
			expect(await comeBack(admin, world.south.iroId)).toBeUndefined();
			expect(await startAnew(admin, world.south.iroId)).toBeUndefined();
			expect((await staff.list(admin)).map(({ id }) => id)).not.toContain(world.south.iroId);
		});
	});

	describe('somebody who leaves', () => {
		test('does not take their children along unseen', async () => {
			expect(await end(admin, world.north.iroId, undefined)).toEqual({ refused: 'caseload-left' });
			expect(await staff.find(admin, world.north.iroId)).toMatchObject({ endedAt: null });
		});

		test('hands them over, and sees none from that moment', async () => {
			const other = await colleague(world.north, 'iro');
			expect(await reviews.find(world.north.scope, world.north.reviewId)).toBeDefined();
			expect(await end(admin, world.north.iroId, { to: other.staffId! })).toBe('ended');
			expect(await reviews.find(world.north.scope, world.north.reviewId)).toBeUndefined();
			expect(await reviews.find(other, world.north.reviewId)).toBeDefined();
			const [row] = await admin
				.selectFrom('staff')
				.select(['staff.endedAt', 'staff.signedOutAt'])
				.where('staff.id', '=', world.north.iroId)
				.execute();
			expect(row!.endedAt).not.toBeNull();
			expect(row!.signedOutAt).not.toBeNull();
			expect((await audit.of(admin, world.north.childId)).map(({ action }) => action)).toContain('child.assigned');
		});

		test('leaves them without anybody only when that is said', async () => {
			expect(await end(admin, world.north.iroId, 'left')).toBe('ended');
			expect(await caseload.current(admin, world.north.childId, 'iro')).toEqual([]);
			expect(await comeBack(admin, world.north.iroId)).toBe('back');
			expect(await caseload.current(admin, world.north.childId, 'iro')).toEqual([]);
		});

		test('does not hand them to somebody who has left, is no IRO, or is a neighbour', async () => {
			const worker = await colleague(world.north, 'social-worker');
			for (const to of [worker.staffId!, world.south.iroId, world.north.iroId])
				expect(await end(admin, world.north.iroId, { to })).toEqual({ refused: 'no-such-staff' });
		});
	});

	test('an IRO with children cannot become what has none, and a new role signs them out', async () => {
		const refused = await change(admin, world.north.iroId, { name: 'Iris', role: 'business-support' });
		expect(refused).toEqual({ refused: 'caseload-held' });
		expect(await change(admin, world.north.iroId, { name: 'Iris', role: 'manager' })).toBe('changed');
		const row = await admin
			.selectFrom('staff')
			.select(['staff.role', 'staff.signedOutAt'])
			.where('staff.id', '=', world.north.iroId)
			.executeTakeFirst();
		expect(row).toMatchObject({ role: 'manager', signedOutAt: expect.any(String) });
	});

	describe('another address', () => {
		const told = () =>
			admin
				.selectFrom('outbox')
				.select(['outbox.template', 'outbox.staffId', 'outbox.address'])
				.where('outbox.template', '=', 'sign-in-address-changed')
				.orderBy('outbox.id')
				.execute();
		const emailOf = async (id: string) => (await staff.find(admin, id))?.email;

		test('is theirs from then on, both are told, and the log says who did it and no address', async () => {
			const { iroId } = world.north;
			expect(await readdress(admin, iroId, ' Iris.New@North.example ')).toEqual({});
			expect(await emailOf(iroId)).toBe('iris.new@north.example');
			expect(await told()).toMatchObject([{ staffId: null }, { staffId: iroId, address: null }]);
			const events = await admin.selectFrom('auditEvent').selectAll('auditEvent').execute();
			expect(events).toMatchObject([
				{ action: 'staff.address-changed', subject: iroId, actor: `staff:${admin.staffId}` }
			]);
			expect(JSON.stringify(events)).not.toContain('example');
			const row = admin.selectFrom('staff').select('staff.signedOutAt').where('staff.id', '=', iroId);
			expect((await row.executeTakeFirst())!.signedOutAt, 'they are still in').toBeNull();
		});

		test('that is the same tells nobody', async () => {
			expect(await readdress(admin, world.north.iroId, 'IRO@north.example')).toEqual({});
			expect(await told()).toEqual([]);
		});

		test('takes an invitation along: the one to the old address opens nothing', async () => {
			const { id, code } = await invited();
			const done = await readdress(admin, id, 'other@north.example');
			if (!done || 'refused' in done || done.handed?.by !== 'hand') throw new Error('not handed over');
			expect(await accept(code)).toEqual({ refused: 'wrong' });
			expect(await accept(done.handed.code)).toEqual({ ok: true });
			expect(await readdress(admin, id, 'third@north.example'), 'used, it needs no other').toEqual({});
		});

		test.each([
			['no address', 'iris at north', 'staff-email'],
			['a colleague’s', 'manager@north.example', 'staff-exists'],
			['a neighbour’s', 'iro@south.example', 'staff-exists']
		])('that is %s is refused', async (_, typed, refused) => {
			const { staffId } = await colleague(world.north, 'manager');
			const theirs = admin.updateTable('staff').set({ email: 'manager@north.example' });
			await theirs.where('staff.id', '=', staffId).execute();
			expect(await readdress(admin, world.north.iroId, typed)).toEqual({ refused });
			expect(await emailOf(world.north.iroId)).toBe('iro@north.example');
			expect(await told()).toEqual([]);
		});

		test('is not given to who has left, to who cannot sign in, for emergencies, or next door', async () => {
			const { staffId } = await colleague(world.north, 'business-support');
			await end(admin, staffId!, 'left');
			expect(await readdress(admin, staffId!, 'x@north.example')).toEqual({ refused: 'has-left' });
			await admin.updateTable('staff').set({ email: null }).where('staff.id', '=', world.north.iroId).execute();
			expect(await readdress(admin, world.north.iroId, 'x@north.example')).toEqual({ refused: 'no-email' });
			await breakGlass.make(world.north.commandLine);
			const [glass] = (await staff.list(admin)).filter(({ breakGlassAt }) => breakGlassAt);
			expect(await readdress(admin, glass!.id, 'x@north.example')).toBeUndefined();
			expect(await readdress(admin, world.south.iroId, 'x@north.example')).toBeUndefined();
		});
	});

	test('a new start takes password and second step away', async () => {
		const { id, code } = await invited();
		await accept(code);
		expect(await startAnew(admin, id)).toMatchObject({ handed: { by: 'hand' } });
		const row = await admin
			.selectFrom('staff')
			.select('staff.passwordHash')
			.where('staff.id', '=', id)
			.executeTakeFirst();
		expect(row!.passwordHash).toBeNull();
	});
});
