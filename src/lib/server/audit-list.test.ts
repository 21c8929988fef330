import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, colleague, readReview, says, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { londonDay } from '#lib/domain/day.ts';
import * as auditList from './audit-list.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as openings from './openings.ts';

describe.each(DATABASES)('who did what, for a manager, on %s', (kind) => {
	let world: World;
	let manager: AuthorityScope;
	let iro: AuthorityScope;
	let bo: { childId: string; reviewId: string };
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const { north, south } = world;
		bo = await anotherChild(north);
		await says(north, 'child', { worries: { words: 'The canary sentence' } });
		await says(south, 'child', { worries: { words: 'Elsewhere' } });
		await readReview(north.scope, north.reviewId);
		await readReview(south.scope, south.reviewId);
		iro = await withReason(north, 'iro', bo.reviewId);
		manager = await colleague(north, 'manager');
	});
	afterEach(() => world.close());

	const rows = async (address: string) =>
		(await auditList.page(manager, auditList.readQuery(new URLSearchParams(address)))).rows.map(
			({ action, actor, child }) => [action, actor.name ?? actor.kind, child?.name ?? null]
		);
	const OPENED = ['review.opened-with-reason', 'A iro', 'Bo Other'];
	const READ = ['submission.opened', 'Iris of Northshire', 'Ada Northshire'];
	const CODE = ['consultation.code-made', 'command-line', 'Ada Northshire'];
	const ASKED = ['consultation.opened', 'command-line', 'Ada Northshire'];

	test('is told the latest first, by name and by child, of this authority alone', async () => {
		expect(await rows('')).toEqual([OPENED, READ, CODE, ASKED]);
	});

	test('is narrowed by child, by staff, by what was done and by day', async () => {
		const day = londonDay(now());
		expect(await rows('child=0001')).toEqual([READ, CODE, ASKED]);
		expect(await rows('child=nobody')).toEqual([]);
		expect(await rows(`staff=${iro.staffId}`)).toEqual([OPENED]);
		expect(await rows('staff=command-line')).toEqual([CODE, ASKED]);
		expect(await rows('action=submission.opened')).toEqual([READ]);
		expect(await rows(`from=${day}&to=${day}`)).toHaveLength(4);
		expect(await rows('to=2026-01-01')).toEqual([]);
		expect(await rows("action='; drop&from=never&before=-1")).toHaveLength(4);
	});

	test('goes on from page to page, and is kept in the address', () => {
		const query = auditList.readQuery(new URLSearchParams('child=0001&from=2026-01-02&before=7'));
		expect(auditList.addressOf('/audit', query)).toBe('/audit?child=0001&from=2026-01-02');
		expect(auditList.addressOf('/audit', query, { before: 3 })).toContain('before=3');
		expect(auditList.addressOf('/audit', auditList.readQuery(new URLSearchParams()))).toBe('/audit');
	});

	test('taken away as a file, it holds all, and that it was taken', async () => {
		const all = await auditList.everything(manager, auditList.readQuery(new URLSearchParams()));
		expect(all.map(({ action }) => action)).toEqual([
			'audit.taken-away',
			...[OPENED, READ, CODE, ASKED].map(([action]) => action)
		]);
		expect(JSON.stringify(all)).not.toContain('canary');
	});

	test('openings with a reason come with the words, of the days asked for', async () => {
		const day = londonDay(now());
		expect(await openings.since(manager, day)).toMatchObject([
			{ name: 'A iro', why: 'quality', words: 'A look at how reviews are done', firstName: 'Bo' }
		]);
		expect(await openings.since(manager, '2999-01-01')).toEqual([]);
	});
});
