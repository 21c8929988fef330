import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { arrange } from './arrangements.ts';
import * as audit from './audit.ts';
import * as erase from './erase.ts';
import { openerFor, SealBroken } from './sealing/index.ts';
import * as reviews from './reviews.ts';

describe.each(DATABASES)('what is erased, on %s', (kind) => {
	let world: World;
	let bo: { childId: string; reviewId: string };
	const said = {
		worries: { words: 'The dog next door' },
		'safe-at-home': { values: ['no'] },
		venue: { values: ['home'] }
	};
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		bo = await anotherChild(world.north);
		await says(world.north, 'child', said);
		await says(world.north, 'parent', { worries: { words: 'That he is alone' } });
		await says(world.north, 'child', said, { reviewId: bo.reviewId });
		await arrange(world.north.scope, world.north.reviewId, {
			meetsOn: '2026-12-09',
			startsAt: '10:00',
			venue: 'home',
			venueNote: '12 Acacia Road',
			invited: [{ role: 'mother', name: 'Mary' }]
		});
	});
	afterEach(() => world.close());

	/** Every table that has a column of this name, with how many rows hold the id in it. */
	async function rowsOf(column: string, id: string): Promise<Record<string, number>> {
		const { directory } = world.connection;
		const tables = await directory.introspection.getTables();
		const found: Record<string, number> = {};
		for (const { name, columns } of tables) {
			if (!columns.some((known) => known.name === column)) continue;
			const table = name as 'wish';
			const rows = await directory
				.selectFrom(table)
				.select('authorityId')
				.where(column as 'id', '=', id)
				.execute();
			if (rows.length) found[name] = rows.length;
		}
		return found;
	}

	test('of a review leaves nothing but what the authority returns and counts', async () => {
		const { north } = world;
		const sealed = await north.scope.selectFrom('words').selectAll('words').execute();
		expect(await erase.review(north.scope, north.reviewId)).toBe(true);
		expect(await rowsOf('review_id', north.reviewId)).toEqual({});
		expect(await reviews.find(north.scope, north.reviewId)).toMatchObject({ dueOn: '2026-12-10', venueNote: null });
		expect((await audit.of(north.scope, north.reviewId)).map(({ action }) => action)).toContain('review.erased');

		const opener = await openerFor(north.scope, { review: north.reviewId });
		const at = { table: 'words' as const, row: '', column: 'words' };
		for (const { words } of sealed) expect(() => opener.open(at, words)).toThrow(SealBroken);
		const left = await north.scope.selectFrom('words').select('words.submissionId').execute();
		expect(left).toHaveLength(1); // the other child's
	});

	test('of a child leaves nothing but the log, and the next child alone', async () => {
		const { north } = world;
		const before = await rowsOf('child_id', bo.childId);
		expect(await erase.child(north.scope, north.childId)).toBe(true);
		expect(await rowsOf('child_id', north.childId)).toEqual({});
		expect(await rowsOf('review_id', north.reviewId)).toEqual({});
		expect(await rowsOf('child_id', bo.childId)).toEqual(before);
		expect(await reviews.find(north.scope, north.reviewId)).toBeUndefined();
		const owners = await north.scope.selectFrom('sealingKey').select('sealingKey.owner').execute();
		expect(owners.map(({ owner }) => owner).sort()).toEqual(['authority', `review:${bo.reviewId}`]);
		expect((await audit.of(north.scope, north.childId)).map(({ action }) => action)).toContain('child.erased');
	});

	test("is never a neighbour's", async () => {
		const { north, south } = world;
		expect(await erase.review(south.scope, north.reviewId)).toBe(false);
		expect(await erase.child(south.scope, north.childId)).toBe(false);
		expect(await erase.childNamed(south.scope, north.childId)).toBeUndefined();
		expect(await erase.childNamed(north.scope, '0001')).toBe(north.childId);
	});
});
