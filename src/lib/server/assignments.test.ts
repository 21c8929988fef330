import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { addDays } from '#lib/domain/day.ts';
import { assign } from './assignments.ts';
import * as audit from './audit.ts';
import { list, ofChild, takers } from './caseload-list.ts';
import { answerQuery, readQuery } from './caseload-query.ts';
import { today } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import * as reviews from './reviews.ts';

describe.each(DATABASES)('who has which children, on %s', (kind) => {
	let world: World;
	let manager: AuthorityScope;
	let other: AuthorityScope;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		manager = await colleague(world.north, 'manager');
		other = await colleague(world.north, 'iro');
	});
	afterEach(() => world.close());
	const sees = async (scope: AuthorityScope, reviewId = world.north.reviewId) =>
		(await reviews.find(scope, reviewId)) !== undefined;
	const spans = async (childId = world.north.childId) =>
		(await ofChild(manager, childId))!.workers.map(({ staffId, startedOn, endedOn }) => ({
			who: staffId === other.staffId ? 'other' : 'first',
			startedOn,
			endedOn
		}));
	const give = (change: Partial<Parameters<typeof assign>[1]> = {}) =>
		assign(manager, { childIds: [world.north.childId], role: 'iro', to: other.staffId, on: today(), ...change });

	test('an involvement that ends takes access with it, at the next question', async () => {
		const { scope, childId } = world.north;
		expect(await sees(scope)).toBe(true);
		expect(await give()).toBe('done');
		expect([await sees(scope), await sees(other)]).toEqual([false, true]);
		expect(await give({ to: null })).toBe('done');
		expect([await sees(scope), await sees(other)]).toEqual([false, false]);
		const done = await audit.of(manager, childId);
		expect(done.map(({ action, detail }) => [action, detail])).toEqual([
			['child.assigned', `iro:${other.staffId}:${today()}:`],
			['child.assigned', `iro:nobody:${today()}:`]
		]);
	});

	test('a move to come gives nothing before its day, and takes nothing', async () => {
		const on = addDays(today(), 10);
		await give({ on });
		expect([await sees(world.north.scope), await sees(other)]).toEqual([true, false]);
		expect(await spans()).toEqual([
			{ who: 'other', startedOn: on, endedOn: null },
			{ who: 'first', startedOn: '2025-01-01', endedOn: on }
		]);
		expect((await list(manager, 'iro'))[0]).toMatchObject({ gap: undefined, overlap: undefined });
	});

	test('cover lasts as long as it is said, and then the first has them again', async () => {
		const until = addDays(today(), 14);
		await give({ until });
		expect([await sees(world.north.scope), await sees(other)]).toEqual([false, true]);
		expect(await spans()).toEqual([
			{ who: 'first', startedOn: until, endedOn: null },
			{ who: 'other', startedOn: today(), endedOn: until },
			{ who: 'first', startedOn: '2025-01-01', endedOn: today() }
		]);
	});

	test('a later choice replaces one to come, and what has been stays', async () => {
		await give({ on: addDays(today(), 10) });
		await give({ to: world.north.iroId, on: addDays(today(), 5) });
		expect(await spans()).toEqual([
			{ who: 'first', startedOn: addDays(today(), 5), endedOn: null },
			{ who: 'first', startedOn: '2025-01-01', endedOn: addDays(today(), 5) }
		]);
		expect(await give({ to: world.north.iroId, on: addDays(today(), 6) })).toBe('done');
		expect(await spans()).toHaveLength(2);
	});

	test('many are moved at once, a neighbour’s child not among them', async () => {
		const more = await Promise.all([1, 2, 3].map(() => anotherChild(world.north)));
		const childIds = [world.north.childId, ...more.map(({ childId }) => childId), world.south.childId, newId()];
		expect(await give({ childIds })).toBe('done');
		for (const { reviewId } of more) expect(await sees(other, reviewId)).toBe(true);
		expect(await sees(world.south.scope, world.south.reviewId)).toBe(true);
		expect((await takers(manager, 'iro')).find(({ id }) => id === other.staffId)).toMatchObject({ children: 4 });
	});

	test('many who move the same child at once leave one worker, and no gap', async () => {
		const iros = await Promise.all(Array.from({ length: 6 }, () => colleague(world.north, 'iro')));
		for (let round = 0; round < 3; round++) {
			await Promise.all(iros.map(({ staffId }) => give({ to: staffId })));
			const [row] = await list(manager, 'iro');
			expect(row!.now).toHaveLength(1);
			expect(row).toMatchObject({ gap: undefined, overlap: undefined });
		}
	});

	test('nobody who has left, does something else, or works for a neighbour gets any', async () => {
		const worker = await colleague(world.north, 'social-worker');
		for (const to of [worker.staffId, world.south.iroId, newId()])
			expect(await give({ to })).toEqual({ refused: 'no-such-staff' });
		expect(await give({ on: addDays(today(), -1) })).toEqual({ refused: 'in-the-past' });
		expect(await give({ until: today() })).toEqual({ refused: 'ends-before' });
		expect(await give({ childIds: [world.south.childId] })).toEqual({ refused: 'nobody-chosen' });
		expect(await give({ childIds: [] })).toEqual({ refused: 'nobody-chosen' });
		expect(await spans()).toHaveLength(1);
	});

	test('the list shows who has nobody, two at once, a change to come, and brothers and sisters apart', async () => {
		const { commandLine, childId, iroId } = world.north;
		const [sister, alone, other] = [
			await anotherChild(world.north),
			await anotherChild(world.north),
			await anotherChild(world.north)
		];
		// Of another mother by the same name.
		await commandLine.updateTable('child').set({ lastName: 'Hale' }).where('child.id', '!=', other.childId).execute();
		const mother = { name: 'Kim Hale', relationship: 'mother', createdAt: '2026-01-01T00:00:00.000Z' };
		for (const id of [childId, sister.childId, other.childId])
			await commandLine.insertInto('person', { ...mother, id: newId(), childId: id }).execute();
		await give();
		await give({ childIds: [alone.childId], to: null, on: today() });
		const twice = { id: newId(), childId, staffId: iroId, role: 'iro' as const, startedOn: addDays(today(), 3) };
		await commandLine.insertInto('involvement', twice).execute();

		const all = await list(manager, 'iro');
		const shown = (show: string) => answerQuery(all, readQuery(new URLSearchParams(`show=${show}`))).ids.toSorted();
		// The child with nobody has no open episode, so is no longer on anybody's list.
		expect(all.map(({ id }) => id).toSorted()).toEqual([childId, sister.childId, other.childId].toSorted());
		expect(shown('two')).toEqual([childId]);
		expect(shown('changing')).toEqual([childId]);
		expect(shown('apart')).toEqual([childId, sister.childId].toSorted());
		await commandLine
			.insertInto('episode', { id: newId(), childId: alone.childId, startedOn: '2025-01-01', reasonStarted: 'S' })
			.execute();
		const again = await list(manager, 'iro');
		expect(answerQuery(again, readQuery(new URLSearchParams('show=nobody'))).ids).toEqual([alone.childId]);
		expect(await ofChild(manager, world.south.childId)).toBeUndefined();
	});
});
