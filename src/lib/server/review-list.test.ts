import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague, readReview, readWishes, says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as arrangements from './arrangements.ts';
import { newId } from './ids.ts';
import { due } from './review-list.ts';
import * as wishes from './wishes.ts';

describe.each(DATABASES)('my reviews on %s', (kind) => {
	let world: World;
	beforeEach(async () => {
		process.env.SAYSO_TODAY = '2026-11-23';
		world = await twoAuthorities(kind);
	});
	afterEach(async () => {
		delete process.env.SAYSO_TODAY;
		await world.close();
	});
	const only = async (scope = world.north.scope) => (await due(scope))[0]!;
	const arrange = (meetsOn: string) =>
		arrangements.arrange(world.north.scope, world.north.reviewId, {
			meetsOn,
			startsAt: null,
			venue: null,
			venueNote: null,
			invited: []
		});

	test('are an IRO’s own, and all of the authority’s to a manager', async () => {
		const { north } = world;
		await anotherChild({ ...north, iroId: (await colleague(north, 'iro')).staffId! });
		expect((await due(north.scope)).map(({ childName }) => childName)).toEqual(['Ada Northshire']);
		expect(await due(await colleague(north, 'manager'))).toHaveLength(2);
		expect(await due(await colleague(north, 'iro'))).toEqual([]);
	});

	test('say who the IRO is and by when the law and the authority want it', async () => {
		const { north } = world;
		await north.commandLine
			.insertInto('episode', {
				id: newId(),
				childId: north.childId,
				careId: null,
				externalId: null,
				startedOn: '2026-11-12',
				endedOn: null,
				reasonStarted: 'S'
			})
			.execute();
		expect(await only()).toMatchObject({
			iro: { name: 'Iris of Northshire' },
			statutoryOn: '2026-12-10',
			targetOn: '2026-12-10',
			age: 12
		});
	});

	test('go from asking, to reading, to answering, to arranging', async () => {
		const { north } = world;
		expect(await only()).toMatchObject({ step: 'ask', cameIn: { child: { state: 'not-asked' } } });
		await says(north, 'child', { venue: { values: ['home'] } });
		expect(await only()).toMatchObject({
			step: 'read',
			unread: 1,
			wishesWaiting: 1,
			cameIn: { child: { state: 'sent', read: false, late: false } }
		});
		await readReview(north.scope, north.reviewId);
		expect(await only()).toMatchObject({ step: 'answer', unread: 0, cameIn: { child: { read: true } } });
		const [wish] = (await readWishes(north.scope, north.reviewId))!.wishes;
		await wishes.decide(north.scope, wish!.id, { decision: 'met', reason: '', privateNote: '' });
		expect(await only()).toMatchObject({ step: 'arrange', wishesWaiting: 0 });
		await arrange('2026-12-08');
		expect(await only()).toMatchObject({ step: 'wait', meetsOn: '2026-12-08' });
	});

	test('show what has been begun, and what is late', async () => {
		const { north } = world;
		await says(north, 'child', { worries: { words: 'x' } }, { send: false });
		await says(north, 'foster-carer', {}, { send: false });
		process.env.SAYSO_TODAY = '2026-12-04';
		expect((await only()).cameIn).toMatchObject({
			child: { state: 'started', late: false },
			'foster-carer': { state: 'asked', late: true },
			parent: { state: 'not-asked', late: false }
		});
		await arrange('2026-12-10');
		expect((await only()).step).toBe('chase');
	});

	test('call late by the day in London: half past midnight in summer is the next day', async () => {
		const { north } = world;
		await says(north, 'child', { worries: { words: 'x' } });
		await north.scope.updateTable('consultation').set({ dueOn: '2026-07-10' }).execute();
		await north.scope.updateTable('submission').set({ sentAt: '2026-07-10T23:30:00.000Z' }).execute();
		expect((await only()).cameIn.child).toMatchObject({ state: 'sent', late: true });
	});

	test('want their record once the day has passed', async () => {
		await arrange('2026-11-20');
		expect((await only()).step).toBe('record');
	});

	test('put a child who may not be safe first, for those who are shown it', async () => {
		const { north } = world;
		await says(north, 'child', { 'safe-at-home': { values: ['no'] } });
		expect(await only()).toMatchObject({ step: 'safety', openFlags: 1 });
		expect(await only(await colleague(north, 'manager'))).toMatchObject({ step: 'safety' });
		expect(await only(await colleague(north, 'business-support'))).toMatchObject({ step: 'arrange', openFlags: 0 });
	});
});
