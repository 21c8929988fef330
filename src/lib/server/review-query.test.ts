import { describe, expect, test } from 'vitest';
import type { DueReview } from './review-list.ts';
import { addressOf, answerQuery, irosIn, readQuery } from './review-query.ts';

const row = (id: string, more: Partial<DueReview>) =>
	({
		id,
		childName: id,
		childExternalId: id,
		dueOn: '2026-12-10',
		meetsOn: null,
		step: 'wait',
		iro: { id: 'i1', name: 'Iris' },
		...more
	}) as DueReview;
const ROWS = [
	row('Ann', { step: 'wait', statutoryOn: '2026-12-20' }),
	row('Bo', { step: 'read', dueOn: '2026-12-30', iro: { id: 'i2', name: 'Aled' } }),
	row('Cy', { step: 'read', meetsOn: '2026-12-24', iro: undefined }),
	row('Di', { step: 'safety', statutoryOn: '2026-12-11' })
];
const answer = (address: string) => answerQuery(ROWS, readQuery(new URL(address, 'http://x').searchParams));
const names = (address: string) => answer(address).rows.map(({ id }) => id);

describe('the list of reviews', () => {
	test.each([
		['/reviews', ['Di', 'Cy', 'Bo', 'Ann']],
		['/reviews?sort=day', ['Ann', 'Di', 'Cy', 'Bo']],
		['/reviews?sort=latest', ['Di', 'Ann', 'Cy', 'Bo']],
		['/reviews?sort=child-down', ['Di', 'Cy', 'Bo', 'Ann']],
		['/reviews?sort=iro', ['Cy', 'Bo', 'Ann', 'Di']],
		['/reviews?step=read', ['Cy', 'Bo']],
		['/reviews?iro=i1', ['Di', 'Ann']],
		['/reviews?iro=nobody', ['Cy']],
		['/reviews?step=nonsense&sort=nonsense&page=-3', ['Di', 'Cy', 'Bo', 'Ann']],
		['/reviews?page=2', []]
	])('at %s', (address, expected) => {
		expect(names(address)).toEqual(expected);
	});

	test('counts what there is of each kind, whichever of them is shown', () => {
		expect(answer('/reviews?step=read').steps).toEqual([
			{ step: 'safety', count: 1 },
			{ step: 'read', count: 2 },
			{ step: 'wait', count: 1 }
		]);
	});

	test('comes in pages of a hundred', () => {
		const many = Array.from({ length: 201 }, (_, i) => row(String(i), {}));
		const answered = answerQuery(many, readQuery(new URLSearchParams('page=3')));
		expect([answered.rows.length, answered.total, answered.pages]).toEqual([1, 201, 3]);
	});

	test.each(['/reviews', '/reviews?step=read&iro=i1&sort=day-down&page=2', '/reviews?sort=child'])(
		'has the address %s',
		(address) => {
			expect(
				addressOf(readQuery(new URL(address, 'http://x').searchParams), {
					page: Number(new URL(address, 'http://x').searchParams.get('page')) || 1
				})
			).toBe(address);
		}
	);

	test('names the IROs in it', () => {
		expect(irosIn(ROWS).map(({ name }) => name)).toEqual(['Aled', 'Iris']);
	});
});
