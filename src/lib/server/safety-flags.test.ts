import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague, says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as safetyFlags from './safety-flags.ts';

describe.each(DATABASES)('a child who may not be safe, on %s', (kind) => {
	let world: World;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		await says(world.north, 'child', { 'safe-at-home': { values: ['no'], audience: 'only-my-iro' } }, { send: false });
	});
	afterEach(() => world.close());

	test('is before their IRO and the manager, sent or not', async () => {
		const { north } = world;
		for (const scope of [north.scope, await colleague(north, 'manager')]) {
			const flags = await safetyFlags.waiting(scope);
			expect(flags).toMatchObject([
				{ childName: 'Ada Northshire', questionId: 'safe-at-home', value: 'no', seenAt: null, from: 'child' }
			]);
		}
	});

	test.each(['iro', 'social-worker', 'business-support', 'participation-lead', 'administrator'] as const)(
		'is not before another %s',
		async (role) => {
			const { north } = world;
			const [flag] = await safetyFlags.waiting(north.scope);
			const other = await colleague(north, role, role === 'social-worker' ? north.childId : undefined);
			expect(await safetyFlags.waiting(other)).toEqual([]);
			expect(await safetyFlags.ofReview(other, north.reviewId)).toEqual([]);
			expect(await safetyFlags.seen(other, flag!.id)).toBe(false);
		}
	);

	test('nor before the neighbour', async () => {
		const [flag] = await safetyFlags.waiting(world.north.scope);
		expect(await safetyFlags.handled(world.south.scope, flag!.id, 'Called')).toBeUndefined();
	});

	test('is seen once, by the first, and those not seen stay on top', async () => {
		const { north } = world;
		const { reviewId } = await anotherChild(north);
		await says(north, 'child', { 'safe-at-home': { values: ['no'] } }, { reviewId });
		const [first, second] = await safetyFlags.waiting(north.scope);
		expect(await safetyFlags.seen(north.scope, first!.id)).toBe(true);
		const after = await safetyFlags.waiting(north.scope);
		expect(after.map(({ id }) => id)).toEqual([second!.id, first!.id]);
		await safetyFlags.seen(await colleague(north, 'manager'), first!.id);
		expect((await safetyFlags.waiting(north.scope))[1]!.seenByName).toBe('Iris of Northshire');
	});

	test('is done with when somebody says what they did', async () => {
		const { north } = world;
		const [flag] = await safetyFlags.waiting(north.scope);
		expect(await safetyFlags.handled(north.scope, flag!.id, ' ')).toEqual({ refused: 'note-needed' });
		expect(await safetyFlags.handled(north.scope, flag!.id, 'Called Ada; duty team told.')).toBe('handled');
		expect(await safetyFlags.waiting(north.scope)).toEqual([]);
		expect(await safetyFlags.ofReview(north.scope, north.reviewId)).toMatchObject([
			{ handledNote: 'Called Ada; duty team told.' }
		]);
	});
});
