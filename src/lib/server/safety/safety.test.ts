import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, says, saysAgain } from '../../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { stopTheLog } from '../../../../tests/support/no-log.ts';
import { AuthorityScope } from '../db/scope.ts';
import * as duty from '../duty.ts';
import { NotLogged } from '../not-logged.ts';
import * as act from './act.ts';
import { board, find, unseenCount } from './board.ts';
import { escalate } from './escalate.ts';
import * as own from './own.ts';

const WORKING = {
	emails: 'duty@north.example',
	phones: '07700 900123',
	backupEmails: 'backup@north.example',
	worksOn: ['1', '2', '3', '4', '5', '6', '7'],
	worksFrom: '00:00',
	worksUntil: '24:00',
	escalateAfter: '60'
};
const WORDS = 'Somebody comes into my room at night.';
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe.each(DATABASES)('an alarm, on %s', (kind) => {
	let world: World;
	let child: Awaited<ReturnType<typeof says>>;
	let officer: AuthorityScope;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const { north } = world;
		expect(await duty.change(north.commandLine, WORKING)).toBe('changed');
		officer = await colleague(north, 'duty-team');
		child = await says(north, 'child', {}, { send: false });
	});
	afterEach(() => world.close());

	const posted = () =>
		world.north.commandLine
			.selectFrom('outbox')
			.select(['outbox.template', 'outbox.channel', 'outbox.staffId', 'outbox.urgent'])
			.orderBy('outbox.id')
			.execute();
	const worker = () => new AuthorityScope(world.connection.db, world.north.id, { kind: 'worker' });
	const press = () => own.needHelpNow(child.scope, child.consultation);
	const onlyOne = async (scope = officer) => {
		const { unseen, seen } = await board(scope);
		expect([...unseen, ...seen]).toHaveLength(1);
		return [...unseen, ...seen][0]!;
	};

	test.each([
		['a press of the button', () => press()],
		['words behind the private door', () => own.tellPrivately(child.scope, child.consultation, WORDS)],
		[
			'a choice in the form',
			() => saysAgain(world.north, child.consultationId, { 'safe-at-home': { values: ['no'] } }, false)
		]
	])('goes to the IRO and the duty team at once: %s', async (_, raise) => {
		await raise();
		expect(await posted()).toEqual([
			{ template: 'safety-raised', channel: 'email', staffId: world.north.iroId, urgent: 1 },
			{ template: 'safety-raised', channel: 'email', staffId: officer.staffId, urgent: 1 },
			{ template: 'safety-raised', channel: 'email', staffId: null, urgent: 1 },
			{ template: 'safety-raised', channel: 'text', staffId: null, urgent: 1 }
		]);
		const { id } = await onlyOne();
		expect((await find(officer, id))!.steps.map(({ kind, toWhom }) => [kind, toWhom])).toEqual([
			['raised', null],
			['told', 'iro'],
			['told', 'duty-team'],
			['told', 'duty-team'],
			['told', 'duty-team']
		]);
	});

	test('without an IRO and a duty team reaches the managers, and without them shows that nobody was told', async () => {
		const { south } = world;
		await south.commandLine.updateTable('involvement').set({ endedOn: '2025-02-01' }).execute();
		const theirs = await says(south, 'child', {}, { send: false });
		await own.needHelpNow(theirs.scope, theirs.consultation);
		const manager = await colleague(south, 'manager');
		const { id } = await onlyOne(manager);
		expect((await find(manager, id))!.steps).toMatchObject([{ kind: 'raised' }, { kind: 'told', toWhom: null }]);
		await act.seen(manager, id);
		await own.needHelpNow(theirs.scope, theirs.consultation);
		const told = await south.commandLine.selectFrom('outbox').select('outbox.staffId').execute();
		expect(told).toEqual([{ staffId: manager.staffId }]);
	});

	test('of a child whose IRO is only named in an extract reaches the managers', async () => {
		const { south } = world;
		await south.commandLine.updateTable('staff').set({ email: null }).where('staff.id', '=', south.iroId).execute();
		const manager = await colleague(south, 'manager');
		const theirs = await says(south, 'child', {}, { send: false });
		await own.needHelpNow(theirs.scope, theirs.consultation);
		const told = await south.commandLine.selectFrom('outbox').select('outbox.staffId').execute();
		expect(told).toEqual([{ staffId: manager.staffId }]);
	});

	test('pressed twice, or from two tabs at once, is one; pressed again once seen, another', async () => {
		await Promise.all([press(), press()]);
		expect(await press()).toBe('told-before');
		const { id } = await onlyOne();
		await act.seen(officer, id);
		expect(await press()).toBe('told');
		expect(await unseenCount(officer)).toBe(1);
	});

	test('words sent twice are one; said again once seen, they are not lost', async () => {
		const tell = () => own.tellPrivately(child.scope, child.consultation, WORDS);
		await tell();
		await tell();
		const { id } = await onlyOne();
		await act.seen(officer, id);
		await tell();
		expect(await unseenCount(officer)).toBe(1);
		expect(await own.tellPrivately(child.scope, child.consultation, ' \n')).toEqual({ refused: 'nothing-written' });
	});

	test('a hundred from one child are a hundred on the board, and no flood of mail', async () => {
		for (let count = 0; count < 100; count++)
			await own.tellPrivately(child.scope, child.consultation, `${WORDS} ${count}`);
		expect(await unseenCount(officer)).toBe(100);
		expect((await posted()).length).toBeLessThan(65);
		const { unseen } = await board(officer);
		expect((await find(officer, unseen.at(-1)!.id))!.steps.map((step) => step.kind)).toEqual(['raised', 'with-others']);
	});

	test('is passed on for each hour of working time that nobody sees it, by one of many nodes', async () => {
		await press();
		const before = (await posted()).length;
		const nodes = (minutes: number) =>
			Promise.all(Array.from({ length: 6 }, () => escalate(worker(), inMinutes(minutes))));
		const sum = (passed: number[]) => passed.reduce((a, b) => a + b, 0);
		expect(sum(await nodes(59))).toBe(0);
		expect(sum(await nodes(61))).toBe(1);
		expect((await posted()).slice(before)).toMatchObject([{ template: 'safety-escalated', staffId: null }]);
		expect(sum(await nodes(62))).toBe(0);
		const manager = await colleague(world.north, 'manager');
		expect(sum(await nodes(121))).toBe(1);
		expect((await posted()).slice(before + 1).map(({ staffId }) => staffId)).toEqual(
			expect.arrayContaining([world.north.iroId, officer.staffId, manager.staffId])
		);
		await act.seen(officer, (await onlyOne()).id);
		expect(sum(await nodes(600))).toBe(0);
	});

	test('goes to the managers where no backup is named', async () => {
		await duty.change(world.north.commandLine, { ...WORKING, backupEmails: '' });
		const manager = await colleague(world.north, 'manager');
		await press();
		await escalate(worker(), inMinutes(61));
		expect((await posted()).at(-1)).toMatchObject({ template: 'safety-escalated', staffId: manager.staffId });
	});

	test('rests outside working hours', async () => {
		const tomorrow = ((new Date(Date.now() + 86_400_000 * 2).getUTCDay() + 6) % 7) + 1;
		const resting = { ...WORKING, worksOn: [String(tomorrow)], worksFrom: '09:00', worksUntil: '17:00' };
		await duty.change(world.north.commandLine, resting);
		await press();
		expect((await board(officer)).atWork).toBe(false);
		expect(await escalate(worker(), inMinutes(600))).toBe(0);
		expect((await onlyOne()).clock).toMatchObject({ state: 'paused', left: 60 });
	});

	test('shows what it says only once somebody has opened it, and that is written down', async () => {
		await own.tellPrivately(child.scope, child.consultation, WORDS);
		const { id } = await onlyOne();
		expect((await find(officer, id))!.said).toBeUndefined();
		await act.seen(officer, id);
		const opened = await find(officer, id);
		expect(opened).toMatchObject({
			childName: 'Ada Northshire',
			iros: ['Iris of Northshire'],
			said: { words: WORDS },
			seenBy: 'A duty-team'
		});
		const events = await world.north.commandLine
			.selectFrom('auditEvent')
			.select('auditEvent.action')
			.where('auditEvent.subject', '=', id)
			.orderBy('auditEvent.seq')
			.execute();
		expect(events.map(({ action }) => action)).toEqual(['safety-flag.raised', 'safety-flag.seen', 'safety-flag.read']);
	});

	test('keeps what it says to itself when that it is read cannot be written down', async () => {
		await own.tellPrivately(child.scope, child.consultation, WORDS);
		const { id } = await onlyOne();
		await act.seen(officer, id);
		await stopTheLog(world.connection);
		await expect(find(officer, id)).rejects.toThrow(NotLogged);
	});

	test('is seen, noted, handed over and closed, step by step; the child sees that somebody has seen it', async () => {
		await press();
		expect(await own.own(child.scope, 'help-now')).toMatchObject([{ seenAt: null }]);
		const { id } = await onlyOne();
		await act.seen(officer, id);
		expect(await act.noted(officer, id, ' ')).toEqual({ refused: 'note-needed' });
		await act.noted(officer, id, 'Rang the carer.');
		expect(await act.handOver(officer, id, officer.staffId!, '')).toEqual({ refused: 'choose-colleague' });
		await act.handOver(officer, id, world.north.iroId, 'You know Ada.');
		expect(await act.close(world.north.scope, id, '')).toEqual({ refused: 'note-needed' });
		await act.close(world.north.scope, id, 'Ada is with her aunt.');
		expect(await act.close(officer, id, 'Again')).toEqual({ refused: 'closed-before' });
		const { steps } = (await find(officer, id))!;
		expect(steps.slice(5).map(({ kind, by, to, note }) => [kind, by, to, note])).toEqual([
			['seen', 'A duty-team', null, null],
			['noted', 'A duty-team', null, 'Rang the carer.'],
			['handed-over', 'A duty-team', 'Iris of Northshire', 'You know Ada.'],
			['closed', 'Iris of Northshire', null, 'Ada is with her aunt.']
		]);
		expect((await posted()).at(-1)).toMatchObject({ template: 'safety-handed-over', staffId: world.north.iroId });
		const [seen] = await own.own(child.scope, 'help-now');
		expect(seen!.seenAt && seen!.handledAt).toBeTruthy();
		expect((await board(officer)).closed).toMatchObject([{ id, handledBy: 'Iris of Northshire' }]);
	});

	test.each(['iro', 'social-worker', 'business-support', 'participation-lead', 'administrator'] as const)(
		'is not before another %s',
		async (role) => {
			await press();
			const { id } = await onlyOne();
			const other = await colleague(world.north, role, role === 'social-worker' ? world.north.childId : undefined);
			expect(await board(other)).toMatchObject({ unseen: [], seen: [], closed: [] });
			expect(await find(other, id)).toBeUndefined();
			for (const done of [
				act.seen(other, id),
				act.close(other, id, 'x'),
				act.handOver(other, id, world.north.iroId, '')
			])
				expect(await done).toBeUndefined();
		}
	);

	test('handed to an IRO of another child is theirs to act on, and nothing else of that child is', async () => {
		await press();
		const { id } = await onlyOne();
		const other = await colleague(world.north, 'iro');
		await act.handOver(officer, id, other.staffId!, '');
		expect(await act.seen(other, id)).toBe('done');
		expect((await board(other)).seen).toMatchObject([{ id, handedTo: 'A iro' }]);
	});

	test('is not before the neighbour', async () => {
		await press();
		const { id } = await onlyOne();
		const neighbour = await colleague(world.south, 'duty-team');
		expect(await find(neighbour, id)).toBeUndefined();
		expect(await act.seen(neighbour, id)).toBeUndefined();
		expect(await board(neighbour)).toMatchObject({ unseen: [] });
	});

	test('is kept with its words sealed', async () => {
		await own.tellPrivately(child.scope, child.consultation, WORDS);
		const { id } = await onlyOne();
		await act.noted(officer, id, 'Rang the carer.');
		for (const table of ['safetyFlag', 'safetyStep', 'outbox', 'duty'] as const) {
			const rows = JSON.stringify(await world.north.commandLine.selectFrom(table).selectAll(table).execute());
			for (const canary of [WORDS, 'Rang the carer', 'duty@north', '07700 900123', '+447700900123'])
				expect(rows).not.toContain(canary);
		}
	});
});
