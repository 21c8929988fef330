import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as audit from './audit.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as openings from './openings.ts';

const REASON = { why: 'covering', words: 'Her IRO is ill and the review is tomorrow' } as const;

describe.each(DATABASES)('opening a review of a child who is not theirs, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const review = () => ({ id: world.north.reviewId, childId: world.north.childId });
	const posted = () =>
		world.north.commandLine.selectFrom('outbox').select(['outbox.staffId', 'outbox.template']).execute();
	const actions = async (subject: string) =>
		(await audit.of(world.north.commandLine, subject)).map(({ action, detail, actor }) => [action, detail, actor]);

	test.each(['iro', 'manager'] as const)('another %s first gives a reason, and then reads so far', async (role) => {
		const { north } = world;
		const other = await colleague(north, role);
		expect(await openings.readerOfReview(other, review())).toEqual({ reader: 'other', asksReason: true });
		expect(await openings.open(other, north.reviewId, REASON)).toBe(true);
		const reader = role === 'iro' ? 'colleague' : 'manager';
		expect(await openings.readerOfReview(other, review())).toEqual({ reader, asksReason: false });
		expect(await actions(north.reviewId)).toEqual([
			['review.opened-with-reason', 'covering', `staff:${other.staffId}`]
		]);
	});

	test('a reason holds for that review, for that person, and for that day', async () => {
		const { north } = world;
		const sibling = await anotherChild(north);
		const [one, two] = [await colleague(north, 'iro'), await colleague(north, 'iro')];
		await openings.open(one, north.reviewId, REASON);
		const asks = async (scope: AuthorityScope, of: { id: string; childId: string }) =>
			(await openings.readerOfReview(scope, of)).asksReason;
		expect(await asks(one, { id: sibling.reviewId, childId: sibling.childId })).toBe(true);
		expect(await asks(two, review())).toBe(true);
		await north.commandLine.updateTable('opening').set({ openedOn: '2026-01-01' }).execute();
		expect(await asks(one, review())).toBe(true);
	});

	test('the managers are told, but not the one who opens it', async () => {
		const { north } = world;
		const [first, second] = [await colleague(north, 'manager'), await colleague(north, 'manager')];
		await openings.open(await colleague(north, 'iro'), north.reviewId, REASON);
		expect((await posted()).map(({ staffId }) => staffId).sort()).toEqual([first.staffId, second.staffId].sort());
		await openings.open(first, north.reviewId, REASON);
		expect((await posted()).map(({ staffId }) => staffId).filter((id) => id === first.staffId)).toHaveLength(1);
	});

	test('what they wrote is kept sealed, and is not in the log', async () => {
		const { north } = world;
		await openings.open(await colleague(north, 'iro'), north.reviewId, REASON);
		const rows = await north.commandLine.selectFrom('opening').selectAll('opening').execute();
		const log = await north.commandLine.selectFrom('auditEvent').selectAll('auditEvent').execute();
		expect(JSON.stringify([rows, log])).not.toContain(REASON.words);
	});

	test.each(['social-worker', 'business-support', 'participation-lead', 'administrator'] as const)(
		'a %s cannot',
		async (role) => {
			const { north } = world;
			const other = await colleague(north, role);
			expect(await openings.open(other, north.reviewId, REASON)).toBeUndefined();
			expect(await openings.openNamed(other, '0001', REASON)).toEqual({ refused: 'nobody' });
			expect(await openings.readerOfReview(other, review())).toEqual({ reader: 'other', asksReason: false });
		}
	);

	test('the child’s own IRO has nothing to open, and the neighbour finds nobody', async () => {
		const { north, south } = world;
		expect(await openings.open(north.scope, north.reviewId, REASON)).toBeUndefined();
		expect(await openings.open(south.scope, north.reviewId, REASON)).toBeUndefined();
		expect(await openings.openNamed(north.scope, '0001', REASON)).toEqual({ reviewId: north.reviewId });
		expect(await north.commandLine.selectFrom('opening').selectAll('opening').execute()).toEqual([]);
	});

	test.each(['0001', ' Ada  northshire'])('a child is found by %j', async (named) => {
		const { north } = world;
		const other = await colleague(north, 'iro');
		expect(await openings.openNamed(other, named, REASON)).toEqual({ reviewId: north.reviewId });
	});

	test('half a name finds nobody, two of a name find neither, and each try is written down', async () => {
		const { north } = world;
		const other = await colleague(north, 'iro');
		for (const half of ['Ada', 'Northshire', 'Ada North', '%', '']) {
			expect(await openings.openNamed(other, half, REASON)).toEqual({ refused: 'nobody' });
		}
		for (let twice = 0; twice < 2; twice++) await anotherChild(north, { firstName: 'Ben' });
		expect(await openings.openNamed(other, 'Ben Other', REASON)).toEqual({ refused: 'several' });
		expect((await actions(north.id)).map(([action, detail]) => [action, detail])).toEqual([
			...Array.from({ length: 5 }, () => ['child.looked-for', 'nobody']),
			['child.looked-for', 'several']
		]);
	});
});
