import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { addDays } from '#lib/domain/day.ts';
import * as arrangements from './arrangements.ts';
import * as audit from './audit.ts';
import { today } from './clock.ts';
import * as consultations from './consultations.ts';
import { cancel, move, ofReview, restore } from './review-changes.ts';
import * as reviews from './reviews.ts';

const WHY = 'The carer is in hospital until Friday.';

describe.each(DATABASES)('a review whose day changes, on %s', (kind) => {
	let world: World;
	let to: string;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		to = addDays(today(), 60);
	});
	afterEach(() => world.close());
	const asked = async () => (await consultations.ofReview(world.north.commandLine, world.north.reviewId))[0]!;

	test('is due another day, its forms are asked back by another, and the reason is kept under seal', async () => {
		const { scope, reviewId } = world.north;
		await says(world.north, 'child', {}, { send: false });
		const before = await asked();
		expect(await move(scope, reviewId, to, WHY)).toBe('changed');
		expect((await reviews.find(scope, reviewId))!.dueOn).toBe(to);
		expect((await asked()).dueOn > before.dueOn).toBe(true);
		expect(await ofReview(scope, reviewId)).toMatchObject([{ kind: 'moved', toOn: to, reason: WHY }]);
		const rows = await scope.selectFrom('reviewChange').selectAll('reviewChange').execute();
		expect(JSON.stringify(rows)).not.toContain('hospital');
		const done = await audit.of(scope, reviewId);
		expect(done.at(-1)).toMatchObject({ action: 'review.moved', detail: `2026-12-10:${to}` });
	});

	test('keeps the day that was arranged for its meeting', async () => {
		const { scope, reviewId } = world.north;
		await says(world.north, 'child', {}, { send: false });
		const plan = { meetsOn: addDays(today(), 30), startsAt: null, venue: null, venueNote: null, invited: [] };
		await arrangements.arrange(scope, reviewId, plan);
		const before = await asked();
		await move(scope, reviewId, to, WHY);
		expect((await asked()).dueOn).toBe(before.dueOn);
	});

	test('is cancelled with its codes, and can be brought back', async () => {
		const { scope, reviewId } = world.north;
		await says(world.north, 'child', {}, { send: false });
		expect(await cancel(scope, reviewId, WHY)).toBe('changed');
		expect((await asked()).closedAt).not.toBeNull();
		expect(await reviews.nextOfChild(scope, world.north.childId)).toBeUndefined();
		expect(await cancel(scope, reviewId, WHY)).toEqual({ refused: 'review-cancelled' });
		expect(await move(scope, reviewId, to, WHY)).toEqual({ refused: 'review-cancelled' });
		expect(await restore(scope, reviewId, 'It was another child’s.')).toBe('changed');
		expect(await reviews.nextOfChild(scope, world.north.childId)).toBe(reviewId);
		expect(await restore(scope, reviewId, WHY)).toEqual({ refused: 'not-cancelled' });
		expect((await ofReview(scope, reviewId)).map((change) => change.kind)).toEqual(['restored', 'cancelled']);
	});

	test('needs a reason, a day to come, and to be the actor’s own', async () => {
		const { scope, reviewId } = world.north;
		expect(await move(scope, reviewId, to, ' ')).toEqual({ refused: 'reason-why' });
		expect(await cancel(scope, reviewId, '')).toEqual({ refused: 'reason-why' });
		expect(await move(scope, reviewId, addDays(today(), -1), WHY)).toEqual({ refused: 'in-the-past' });
		expect(await move(scope, reviewId, '2026-12-10', WHY)).toEqual({ refused: 'same-day' });
		const stranger = await colleague(world.north, 'iro');
		expect(await move(stranger, reviewId, to, WHY)).toBeUndefined();
		expect(await cancel(world.south.scope, reviewId, WHY)).toBeUndefined();
		expect(await ofReview(scope, reviewId)).toEqual([]);
	});
});
