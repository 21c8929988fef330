import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, readReview, says, saysAgain, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as contributions from './contributions.ts';
import { now } from './clock.ts';
import * as readings from './readings.ts';

const SAID = {
	'going-well': { words: 'My cat sleeps on my bed', audience: 'everyone' },
	worries: { words: 'The canary sentence', audience: 'only-my-iro' },
	'needs-to-happen': { words: 'Ask me before you say it', audience: 'talk-to-me-first' }
} as const;

describe.each(DATABASES)('what came in for a review, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('the IRO of the child reads every word, in the order of the form', async () => {
		const { north } = world;
		await says(north, 'child', SAID);
		const [child] = (await readReview(north.scope, north.reviewId))!;
		expect(child!.answers.map(({ questionId, words, audience }) => [questionId, words.words, audience])).toEqual([
			['going-well', 'My cat sleeps on my bed', 'everyone'],
			['worries', 'The canary sentence', 'only-my-iro'],
			['needs-to-happen', 'Ask me before you say it', 'talk-to-me-first']
		]);
	});

	test.each(['manager', 'social-worker'] as const)(
		'a %s reads what is for everyone, and that there is more',
		async (role) => {
			const { north } = world;
			await says(north, 'child', SAID);
			const reader = role === 'manager' ? await withReason(north, role) : await colleague(north, role, north.childId);
			const [child] = (await readReview(reader, north.reviewId))!;
			expect(child!.answers.map(({ questionId }) => questionId)).toEqual(['going-well']);
			expect(child!.withheld).toEqual({ 'only-my-iro': 1, 'talk-to-me-first': 1 });
		}
	);

	test.each(['business-support', 'participation-lead', 'administrator'] as const)(
		'a %s is given no word',
		async (role) => {
			const { north } = world;
			await says(north, 'child', SAID);
			await says(north, 'foster-carer', { achievements: { words: 'She can swim' } });
			const given = await readReview(await colleague(north, role), north.reviewId);
			expect(given!.map(({ answers, mayOpen }) => ({ answers, mayOpen }))).toEqual([
				{ answers: [], mayOpen: false },
				{ answers: [], mayOpen: false }
			]);
			expect(JSON.stringify(given)).not.toMatch(/canary|My cat|swim/);
			expect(await readings.ofReview(north.scope, north.reviewId)).toEqual([]);
		}
	);

	test('another IRO and the neighbour find no such review', async () => {
		const { north, south } = world;
		await says(north, 'child', SAID);
		expect(await readReview(await colleague(north, 'iro'), north.reviewId)).toBeUndefined();
		expect(await readReview(south.scope, north.reviewId)).toBeUndefined();
	});

	test('what a carer sent goes to those who work with the child', async () => {
		const { north } = world;
		await says(north, 'foster-carer', { achievements: { words: 'She can swim' } });
		const worker = await colleague(north, 'social-worker', north.childId);
		const [carer] = (await readReview(worker, north.reviewId))!;
		expect(carer!.answers[0]!.words.words).toBe('She can swim');
	});

	test('opening is kept the first time for the child to see, and every time in the log', async () => {
		const { north } = world;
		await says(north, 'child', SAID);
		await readReview(north.scope, north.reviewId);
		const [first] = await readings.ofReview(north.scope, north.reviewId);
		await readReview(north.scope, north.reviewId);
		expect(await readings.ofReview(north.scope, north.reviewId)).toEqual([first]);
		const log = await north.scope
			.selectFrom('auditEvent')
			.where('auditEvent.action', '=', 'submission.opened')
			.selectAll('auditEvent')
			.execute();
		expect(log).toHaveLength(2);
	});

	test('what a child keeps for their IRO is not opened by a manager who could read none of it', async () => {
		const { north } = world;
		await says(north, 'child', { worries: SAID.worries });
		await readReview(await withReason(north, 'manager'), north.reviewId);
		expect(await readings.ofReview(north.scope, north.reviewId)).toEqual([]);
	});

	test('only what was sent last is shown, and it is not read yet', async () => {
		const { north } = world;
		const { consultationId } = await says(north, 'child', SAID);
		await readReview(north.scope, north.reviewId);
		await saysAgain(north, consultationId, { worries: { words: 'Not so bad now' } });
		const read = await readings.ofReview(north.scope, north.reviewId);
		const [child, ...more] = (await readReview(north.scope, north.reviewId))!;
		expect(more).toEqual([]);
		expect(child!.answers.find(({ questionId }) => questionId === 'worries')!.words.words).toBe('Not so bad now');
		expect(read.map(({ submissionId }) => submissionId)).not.toContain(child!.id);
	});

	test('a draft is nobody’s to read', async () => {
		const { north } = world;
		await says(north, 'child', SAID, { send: false });
		expect(await readReview(north.scope, north.reviewId)).toEqual([]);
	});

	test('a form left blank, or only a wish to talk, brought no view to the review', async () => {
		const { north } = world;
		await says(north, 'child', {});
		await readReview(north.scope, north.reviewId);
		expect(await contributions.reachedIroAt(north.scope, north.reviewId)).toBeNull();
	});

	test('that a child wants an advocate is as private as their answer', async () => {
		const { north } = world;
		await says(north, 'child', {
			advocate: { values: ['yes'], audience: 'only-my-iro' },
			feelings: { values: ['sad'], audience: 'everyone' }
		});
		await north.scope.updateTable('consultation').set({ advocateWantedAt: now() }).execute();
		const [iro] = (await readReview(north.scope, north.reviewId))!;
		const worker = await colleague(north, 'social-worker', north.childId);
		const [seen] = (await readReview(worker, north.reviewId))!;
		expect([iro!.advocateWantedAt === null, seen!.advocateWantedAt]).toEqual([false, null]);
		expect(seen!.answers).toHaveLength(1);
	});

	test('it reached the IRO when the IRO opened it, not when a manager did', async () => {
		const { north } = world;
		await says(north, 'child', SAID);
		await readReview(await withReason(north, 'manager'), north.reviewId);
		expect(await contributions.reachedIroAt(north.scope, north.reviewId)).toBeNull();
		await readReview(north.scope, north.reviewId);
		expect((await contributions.reachedIroAt(north.scope, north.reviewId))! <= now()).toBe(true);
	});
});
