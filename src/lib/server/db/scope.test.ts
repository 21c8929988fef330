import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES, twoAuthorities, type World } from '../../../../tests/support/database.ts';
import { sameAuthority } from './scope.ts';
import { MissingAuthority } from './tripwire.ts';

describe.each(DATABASES)('tenancy on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('a scope sees only the children of its authority', async () => {
		const { north } = world;
		expect(await north.scope.selectFrom('child').select('id').execute()).toEqual([{ id: north.childId }]);
	});

	test("a scope cannot change or remove a neighbour's row", async () => {
		const { north, south } = world;
		await north.scope.updateTable('child').set({ firstName: 'Taken' }).where('child.id', '=', south.childId).execute();
		await north.scope.deleteFrom('child').where('child.id', '=', south.childId).execute();
		expect(await south.scope.selectFrom('child').select('firstName').execute()).toEqual([{ firstName: 'Ada' }]);
	});

	test('a review cannot even be pointed at a child of another authority', async () => {
		const { north, south } = world;
		const move = north.scope
			.updateTable('review')
			.set({ childId: south.childId })
			.where('review.id', '=', north.reviewId);
		await expect(move.execute()).rejects.toThrow(/foreign key/i);
	});

	test('a join stays inside the authority', async () => {
		const { north } = world;
		const rows = await north.scope
			.selectFrom('review')
			.innerJoin('child', sameAuthority('child.id', 'review.childId'))
			.select(['review.id', 'child.lastName'])
			.execute();
		expect(rows).toEqual([{ id: north.reviewId, lastName: 'Northshire' }]);
	});

	test.each([
		['a plain read', (w: World) => w.connection.db.selectFrom('child').selectAll().execute()],
		['a plain change', (w: World) => w.connection.db.updateTable('child').set({ sex: 'M' }).execute()],
		['a plain removal', (w: World) => w.connection.db.deleteFrom('child').execute()],
		[
			'a join that forgets',
			(w: World) =>
				w.north.scope.selectFrom('review').innerJoin('child', 'child.id', 'review.childId').select('child.id').execute()
		],
		[
			'a subquery that forgets',
			(w: World) =>
				w.north.scope
					.selectFrom('review')
					.select('review.id')
					.where(({ exists, selectFrom }) =>
						exists(selectFrom('wish').select('wish.id').whereRef('wish.reviewId', '=', 'review.id'))
					)
					.execute()
		]
	])('the tripwire stops %s without its authority', async (_, query) => {
		await expect(query(world)).rejects.toThrow(MissingAuthority);
	});

	test('a transaction is all or nothing, and joins the one it is in', async () => {
		const { north } = world;
		const failing = north.scope.transaction(async (tx) => {
			await tx.updateTable('child').set({ firstName: 'Half' }).execute();
			await tx.transaction(async (inner) => void (await inner.updateTable('child').set({ lastName: 'Way' }).execute()));
			throw new Error('stop');
		});
		await expect(failing).rejects.toThrow('stop');
		expect(await north.scope.selectFrom('child').select(['firstName', 'lastName']).execute()).toEqual([
			{ firstName: 'Ada', lastName: 'Northshire' }
		]);
	});
});
