import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, readReview, readWishes, says, withReason, type Said } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { stopTheLog } from '../../../tests/support/no-log.ts';
import * as audit from './audit.ts';
import { NotTheRow } from './db/own-rows.ts';
import { newId } from './ids.ts';
import { NotLogged } from './not-logged.ts';
import * as readings from './readings.ts';
import * as replies from './replies.ts';

const SAID: Said = {
	'going-well': { words: 'My cat sleeps on my bed', audience: 'everyone' },
	worries: { words: 'The canary sentence', audience: 'only-my-iro' },
	venue: { values: ['home'], words: 'In the canary kitchen', audience: 'everyone' }
};

describe.each(DATABASES)('opening what a child sent, on %s', (kind) => {
	let world: World;
	let submissionId: string;
	let consultationId: string;
	beforeEach(async () => {
		world = await twoAuthorities(kind);
		({ consultationId } = await says(world.north, 'child', SAID));
		const sent = world.north.commandLine.selectFrom('submission').select('submission.id');
		({ id: submissionId } = await sent
			.where('submission.consultationId', '=', consultationId)
			.executeTakeFirstOrThrow());
	});
	afterEach(() => world.close());

	test('is in the log with who, which, and from which review, before a word is given', async () => {
		const { north } = world;
		const opened = (await readings.open(north.scope, north.reviewId))!;
		expect(JSON.stringify(opened)).not.toContain('canary');
		expect(await audit.of(north.scope, submissionId)).toMatchObject([
			{ action: 'submission.opened', actor: `staff:${north.iroId}`, detail: north.reviewId }
		]);
	});

	test('gives nothing at all when it cannot be written down', async () => {
		const { north } = world;
		await stopTheLog(world.connection);
		await expect(readReview(north.scope, north.reviewId)).rejects.toThrow(NotLogged);
		await expect(readWishes(north.scope, north.reviewId)).rejects.toThrow(NotLogged);
		expect(await readings.ofReview(north.scope, north.reviewId)).toEqual([]);
	});

	test('is the only way to the words: another permit, or none, opens nothing', async () => {
		const { north } = world;
		const submission = { id: submissionId, consultationId, reviewId: north.reviewId };
		const none = await readings.log(north.scope, [], 'submission.opened', north.reviewId);
		await expect(replies.read(north.scope, none, submission)).rejects.toThrow('not logged');
		expect(() => replies.of(north.scope, submission)).toThrow('without a permit');
		expect(() => replies.of(north.commandLine, submission)).toThrow('without a permit');
		// @ts-expect-error: nobody else can make one.
		const forged: readings.ReadPermit = { demand: () => undefined, covers: () => true };
		expect(forged).toBeDefined();
	});

	test('is given only as whom and what it was asked for: never found under another child or review', async () => {
		const { north } = world;
		const permit = await readings.log(north.scope, [submissionId], 'submission.opened', north.reviewId);
		const submission = { id: submissionId, consultationId, reviewId: north.reviewId };
		expect(Object.keys(await replies.read(north.scope, permit, submission))).not.toHaveLength(0);
		for (const wrong of [{ consultationId: newId() }, { reviewId: newId() }])
			await expect(replies.read(north.scope, permit, { ...submission, ...wrong })).rejects.toThrow(NotTheRow);
	});

	test('a manager who has not said why is given no word, and has not opened it', async () => {
		const { north } = world;
		const manager = await colleague(north, 'manager');
		const [given] = (await readReview(manager, north.reviewId))!;
		expect(given).toMatchObject({ answers: [], mayOpen: false, asksReason: true });
		expect(await readWishes(manager, north.reviewId)).toMatchObject({ wishes: [], withheld: 1 });
		expect(await audit.of(north.scope, submissionId)).toEqual([]);
	});

	test.each(['iro', 'manager'] as const)('another %s who has said why reads what is for everyone', async (role) => {
		const { north } = world;
		const reader = await withReason(north, role);
		const [given] = (await readReview(reader, north.reviewId))!;
		expect(given!.answers.map(({ questionId }) => questionId)).toEqual(['going-well', 'venue']);
		expect(given!.withheld['only-my-iro']).toBe(1);
		expect((await readWishes(reader, north.reviewId))!.wishes).toHaveLength(1);
	});

	test('another IRO who has not said why finds no such review', async () => {
		const { north } = world;
		expect(await readings.open(await colleague(north, 'iro'), north.reviewId)).toBeUndefined();
	});
});
