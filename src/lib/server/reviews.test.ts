import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague, involve } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as arrangements from './arrangements.ts';
import * as consultations from './consultations.ts';
import { newId } from './ids.ts';
import * as reviews from './reviews.ts';

const arrangement: arrangements.Arrangement = {
	meetsOn: '2026-12-08',
	startsAt: '16:00',
	venue: 'school',
	venueNote: 'The library',
	invited: [
		{ role: 'mother', name: 'Mary' },
		{ role: 'school', name: null }
	]
};

describe.each(DATABASES)('reviews on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('are found by the IRO whose child it is, with the child’s name and age', async () => {
		const { north } = world;
		expect(await reviews.find(north.scope, north.reviewId)).toMatchObject({
			childName: 'Ada Northshire',
			bornOn: '2014-05-05',
			dueOn: '2026-12-10'
		});
	});

	test.each(['manager', 'business-support', 'participation-lead', 'administrator'] as const)(
		'are found by a %s',
		async (role) => {
			const { north } = world;
			expect(await reviews.find(await colleague(north, role), north.reviewId)).toBeDefined();
		}
	);

	test.each(['iro', 'social-worker'] as const)('are found by a %s only while the child is theirs', async (role) => {
		const { north } = world;
		const other = await colleague(north, role);
		expect(await reviews.find(other, north.reviewId)).toBeUndefined();
		await involve(north, other.staffId!, role, north.childId, '2026-01-31');
		expect(await reviews.find(other, north.reviewId)).toBeUndefined();
		await involve(north, other.staffId!, role, north.childId);
		expect(await reviews.find(other, north.reviewId)).toBeDefined();
	});

	test('are not an IRO’s because they are the child’s social worker in name', async () => {
		const { north } = world;
		const other = await colleague(north, 'iro');
		await involve(north, other.staffId!, 'social-worker', north.childId);
		expect(await reviews.find(other, north.reviewId)).toBeUndefined();
	});

	test('are not the neighbour’s, nor a participant’s', async () => {
		const { north, south } = world;
		const participant = north.as({ kind: 'participant', consultationId: north.childId, audience: 'child' });
		for (const scope of [south.scope, south.commandLine, participant]) {
			expect(await reviews.find(scope, north.reviewId)).toBeUndefined();
			expect(await reviews.idOf(scope, 'north-r1')).toBeUndefined();
			expect(await arrangements.arrange(scope, north.reviewId, arrangement)).toBeUndefined();
		}
	});

	test('are named by the case system’s id, and the next one by the child’s', async () => {
		const { north } = world;
		const { childId, reviewId } = await anotherChild(north);
		expect(await reviews.idOf(north.commandLine, 'north-r1')).toBe(north.reviewId);
		expect(await reviews.nextOfChild(north.commandLine, '0001')).toBe(north.reviewId);
		expect(await reviews.nextOfChild(north.commandLine, childId)).toBe(reviewId);
	});

	test('are arranged, and arranged again', async () => {
		const { north } = world;
		expect(await arrangements.arrange(north.scope, north.reviewId, arrangement)).toBe('arranged');
		const [before] = await arrangements.attendees(north.scope, north.reviewId);
		await arrangements.arrange(north.scope, north.reviewId, {
			...arrangement,
			startsAt: '17:00',
			invited: [{ role: 'mother', name: 'Mary' }]
		});
		expect(await reviews.find(north.scope, north.reviewId)).toMatchObject({
			meetsOn: '2026-12-08',
			startsAt: '17:00',
			venue: 'school'
		});
		const after = await arrangements.attendees(north.scope, north.reviewId);
		expect(after.map(({ role, name, invitedAt }) => ({ role, name, invitedAt }))).toEqual([
			{ role: 'mother', name: 'Mary', invitedAt: before!.invitedAt }
		]);
	});

	test('that move take with them by when people are asked', async () => {
		const { north } = world;
		const opened = await consultations.open(north.commandLine, { reviewId: north.reviewId, audience: 'foster-carer' });
		if (!opened || 'refused' in opened) throw new Error('not opened');
		await arrangements.arrange(north.scope, north.reviewId, arrangement);
		// Five working days before Tuesday 8 December.
		expect(await consultations.find(north.scope, opened.consultationId)).toMatchObject({
			dueOn: '2026-12-01',
			expiresAt: '2026-12-15T23:59:59.999Z'
		});
	});

	test('ask only people around the child they are about', async () => {
		const { north } = world;
		const { childId } = await anotherChild(north);
		const personId = newId();
		await north.commandLine
			.insertInto('person', {
				id: personId,
				childId,
				name: 'Mary',
				relationship: 'mother',
				createdAt: '2026-01-01T09:00:00.000Z'
			})
			.execute();
		const asked = await consultations.open(north.scope, { reviewId: north.reviewId, audience: 'parent', personId });
		expect(asked).toBeUndefined();
	});

	test('that were held or cancelled are not arranged', async () => {
		const { north } = world;
		await north.commandLine.updateTable('review').set({ cancelledOn: '2026-11-01' }).execute();
		expect(await arrangements.arrange(north.scope, north.reviewId, arrangement)).toEqual({
			refused: 'review-cancelled'
		});
		await north.commandLine.updateTable('review').set({ cancelledOn: null, heldOn: '2026-11-01' }).execute();
		expect(await arrangements.arrange(north.scope, north.reviewId, arrangement)).toEqual({ refused: 'review-held' });
	});

	test.each([
		[{ firstName: 'Ada', lastName: 'North', knownAs: null }, 'Ada North'],
		[{ firstName: 'Ada', lastName: 'North', knownAs: 'Ada' }, 'Ada North'],
		[{ firstName: 'Ada', lastName: 'North', knownAs: 'Bee' }, 'Ada North (Bee)'],
		[{ firstName: null, lastName: null, knownAs: 'Bee' }, 'Bee'],
		[{ firstName: null, lastName: null, knownAs: null }, null]
	])('name the child %#', (child, name) => {
		expect(reviews.nameOf(child)).toBe(name);
	});
});
