import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, readWishes, says, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as wishes from './wishes.ts';

const SAID = {
	venue: { values: ['home'], audience: 'everyone' },
	'people-not-wanted': { values: ['father'], audience: 'only-my-iro' }
} as const;
const met = { decision: 'met', reason: '', privateNote: '' } as const;

describe.each(DATABASES)('wishes on %s', (kind) => {
	let world: World;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		await says(world.north, 'child', SAID as never);
	});
	afterEach(() => world.close());

	const ofNorth = async () => (await readWishes(world.north.scope, world.north.reviewId))!.wishes;

	test('stand before the IRO as the child made them', async () => {
		expect((await ofNorth()).map(({ kind, value, decision }) => ({ kind, value, decision }))).toEqual([
			{ kind: 'venue', value: 'home', decision: null },
			{ kind: 'not-attendee', value: 'father', decision: null }
		]);
	});

	test('are as private as the answers they came from', async () => {
		const { north } = world;
		const seen = await readWishes(await withReason(north, 'manager'), north.reviewId);
		expect(seen!.wishes.map(({ kind }) => kind)).toEqual(['venue']);
		expect(seen!.withheld).toBe(1);
		const support = await readWishes(await colleague(north, 'business-support'), north.reviewId);
		expect(support).toEqual({ wishes: [], withheld: 2 });
	});

	test('are answered by the IRO, with a note the child never sees beside the reason', async () => {
		const [venue] = await ofNorth();
		const answer = { decision: 'not', reason: ' It is too small for us all. ', privateNote: 'Carer asked' } as const;
		expect(await wishes.decide(world.north.scope, venue!.id, answer)).toBe('decided');
		expect((await ofNorth())[0]).toMatchObject({
			decision: 'not',
			reason: 'It is too small for us all.',
			privateNote: 'Carer asked',
			decidedByName: 'Iris of Northshire'
		});
	});

	test.each(['partly', 'not'] as const)('answered "%s" need a reason in words for the child', async (decision) => {
		const [venue] = await ofNorth();
		expect(await wishes.decide(world.north.scope, venue!.id, { ...met, decision, reason: '  ' })).toEqual({
			refused: 'reason-needed'
		});
		expect((await ofNorth())[0]!.decidedAt).toBeNull();
	});

	test('that are met need no reason', async () => {
		const [venue] = await ofNorth();
		expect(await wishes.decide(world.north.scope, venue!.id, met)).toBe('decided');
	});

	test('are nobody else’s to answer', async () => {
		const { north, south } = world;
		const [venue] = await ofNorth();
		const others = [
			south.scope,
			await colleague(north, 'iro'),
			await colleague(north, 'manager'),
			await colleague(north, 'social-worker', north.childId)
		];
		for (const scope of others) expect(await wishes.decide(scope, venue!.id, met)).toBeUndefined();
	});
});
