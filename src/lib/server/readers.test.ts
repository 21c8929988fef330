import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, readReview, says, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import * as consultations from './consultations.ts';
import * as readers from './readers.ts';
import * as readings from './readings.ts';

const SAID = { 'going-well': { words: 'My cat sleeps on my bed', audience: 'everyone' } } as const;

describe.each(DATABASES)('who read what a child sent, on %s', (kind) => {
	let world: World;
	let child: EnteredParticipant;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		const { scope, consultationId } = await says(world.north, 'child', SAID);
		const consultation = (await consultations.find(world.north.commandLine, consultationId))!;
		child = { kind: 'participant', scope, consultation } as EnteredParticipant;
	});
	afterEach(() => world.close());

	const seen = async () => (await readers.own(child, ENGLISH)).map(({ name, role, why }) => [name, role, why]);

	test('is nobody, before anybody has opened it', async () => expect(await seen()).toEqual([]));

	test('is told by name, by what they do, and why where it is not their own', async () => {
		const { north } = world;
		await readReview(north.scope, north.reviewId);
		await readReview(await withReason(north, 'iro'), north.reviewId);
		await readReview(await withReason(north, 'manager'), north.reviewId);
		await readReview(await colleague(north, 'social-worker', north.childId), north.reviewId);
		await readReview(await colleague(north, 'business-support'), north.reviewId);
		expect(await seen()).toEqual([
			['Iris of Northshire', 'iro', null],
			['A iro', 'other-iro', 'quality'],
			['A manager', 'manager', 'quality'],
			['A social-worker', 'social-worker', null]
		]);
	});

	test('tells a copy that was taken', async () => {
		const { north } = world;
		await readReview(north.scope, north.reviewId);
		const [reading] = await readings.ofReview(north.scope, north.reviewId);
		await readings.log(north.scope, [reading!.submissionId], 'submission.copied', 'a-release');
		const [iro] = await readers.own(child, ENGLISH);
		expect(iro!.copied).toHaveLength(1);
	});
});
