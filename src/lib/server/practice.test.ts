import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, saysAgain } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { addDays } from '#lib/domain/day.ts';
import { ROLES } from '#lib/domain/role.ts';
import { ACCESS, asked, may } from './access.ts';
import * as consultations from './consultations.ts';
import { today } from './clock.ts';
import { childrenOf, notInReturn } from './exports/ssda903-records.ts';
import { escalate } from './safety/escalate.ts';
import { board } from './safety/board.ts';
import { needHelpNow } from './safety/own.ts';
import * as practice from './practice.ts';
import * as statistics from './statistics.ts';

describe.each(DATABASES)('the practice child, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const made = async (scope = world.north.scope) => {
		const child = await practice.make(scope);
		if ('refused' in child) throw new Error(child.refused);
		return child;
	};

	test('is asked for by those only who answer alarms and look at reviews', () => {
		const needed = asked(ACCESS['/(staff)/safety'], 'POST', 'practice');
		expect(ROLES.filter((role) => needed !== 'never' && needed !== 'staff' && may(role, needed))).toEqual([
			'iro',
			'manager'
		]);
	});

	test('is made once, with a new card each time', async () => {
		const [first, second] = [await made(), await made(world.north.commandLine)];
		expect(second.reviewId).toBe(first.reviewId);
		expect(second.code).not.toBe(first.code);
		expect(await practice.find(world.south.scope)).toBeUndefined();
	});

	test('is on the caseload of each IRO who asks, and needs one', async () => {
		await made();
		const other = await colleague(world.north, 'iro');
		expect(await made(other)).toMatchObject({ code: expect.any(String) as string });
		await world.south.commandLine.updateTable('staff').set({ endedAt: today() }).execute();
		expect(await practice.make(world.south.commandLine)).toEqual({ refused: 'no-iro' });
	});

	test('raises alarms that say they are practice, and are passed on once only', async () => {
		const { consultationId } = await made();
		const { scope, consultation } = await saysAgain(world.north, consultationId, {}, false);
		await needHelpNow(scope, consultation);
		for (const hours of [200, 400])
			await escalate(world.north.commandLine, new Date(Date.now() + hours * 3_600_000).toISOString());
		const sent = await world.north.commandLine.selectFrom('outbox').select('outbox.template').execute();
		expect(new Set(sent.map(({ template }) => template))).toEqual(new Set(['safety-practice']));
		expect((await board(world.north.scope)).unseen).toMatchObject([{ practice: true, stage: 1 }]);
	});

	test('is in no figure and in no return, held, cancelled or overdue', async () => {
		const period = { from: addDays(today(), -400), to: addDays(today(), 400) };
		const { commandLine } = world.north;
		const counted = async () => [
			(await statistics.participation(commandLine, period)).figures,
			await childrenOf(commandLine, period),
			await notInReturn(commandLine, period)
		];
		const before = await counted();
		const { reviewId, consultationId } = await made();
		await saysAgain(world.north, consultationId, { 'safe-at-home': { values: ['no'] } });
		const changes = [
			{ heldOn: today(), dueOn: addDays(today(), -30), participationCode: 'PN1' as const },
			{ heldOn: null, dueOn: addDays(today(), -30) },
			{ heldOn: today(), cancelledOn: today() }
		];
		for (const change of changes) {
			await world.north.commandLine.updateTable('review').set(change).where('review.id', '=', reviewId).execute();
			expect(await counted()).toEqual(before);
		}
	});

	test('can be asked like any other child', async () => {
		const { consultationId } = await made();
		expect(await consultations.find(world.north.scope, consultationId)).toMatchObject({ audience: 'child' });
	});
});
