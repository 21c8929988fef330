import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { SentChanged } from './proof.ts';
import { SealBroken } from './sealing/index.ts';
import * as submissions from './submissions.ts';

const SAID = {
	worries: { words: 'the dark' },
	feelings: { values: ['happy'] },
	topics: { values: ['home', 'friends'] }
};

describe.each(DATABASES)('what was sent, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const sent = () => says(world.north, 'child', SAID);

	test('reads as it was sent', async () => {
		const { scope } = await sent();
		expect(Object.keys(await submissions.ownReplies(scope)).sort()).toEqual(['feelings', 'topics', 'worries']);
	});

	test.each([
		['a choice turned into another', 'answer', { value: 'sad' }],
		['how a question was dealt with', 'reply', { state: 'skipped' }],
		['who may see an answer', 'reply', { audience: 'everyone' }],
		['who helped', 'submission', { helper: 'foster-carer' }],
		['when it was sent', 'submission', { sentAt: '2026-11-01T09:00:00.000Z' }],
		['whom it came from', 'submission', { revision: 2 }],
		['that there is a proof of it', 'submission', { proof: null }],
		['that it was sent', 'submission', { sentAt: null }]
	] as const)('is shown to nobody once somebody has changed %s', async (_, table, change) => {
		const { scope } = await sent();
		// Tables alike in what is asked of them here.
		const query = world.connection.directory.updateTable(table as 'answer').set(change as object);
		await (table === 'submission' ? query : query.where('questionId', '=', 'feelings')).execute();
		await expect(submissions.ownReplies(scope)).rejects.toThrow(SentChanged);
	});

	test('is shown to nobody with an answer gone, or one too many', async () => {
		const { scope, consultation } = await sent();
		const { sent: standing } = await submissions.own(scope);
		await scope.insertInto('answer', { submissionId: standing!.id, questionId: 'feelings', value: 'sad' }).execute();
		await expect(submissions.ownReplies(scope)).rejects.toThrow(SentChanged);
		await scope.deleteFrom('answer').where('answer.value', 'in', ['sad', 'happy']).execute();
		await expect(submissions.ownReplies(scope)).rejects.toThrow(SentChanged);
		expect(consultation.id).toBe(standing!.consultationId);
	});

	test('cannot be given the proof of another', async () => {
		const { scope } = await sent();
		const other = await says(world.south, 'child', SAID);
		const { sent: theirs } = await submissions.own(other.scope);
		await world.connection.directory
			.updateTable('submission')
			.set({ proof: theirs!.proof })
			.where('authorityId', '=', world.north.id)
			.execute();
		await expect(submissions.ownReplies(scope)).rejects.toThrow(SealBroken);
	});

	test('changed and sent again is another, with a proof of its own', async () => {
		const { scope, consultation } = await sent();
		const question = submissions.questionOf(consultation, 'feelings')!;
		await submissions.save(scope, consultation, question, { state: 'answered', values: ['sad'], words: {} });
		await submissions.send(scope, consultation);
		expect((await submissions.ownReplies(scope)).feelings?.values).toEqual(['sad']);
		const rows = await scope.selectFrom('submission').select('submission.proof').execute();
		expect(new Set(rows.map(({ proof }) => proof)).size).toBe(2);
	});
});
