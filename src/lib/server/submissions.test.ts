import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findQuestion } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import type { Reply } from '#lib/forms/types.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as consultations from './consultations.ts';
import * as replies from './replies.ts';
import { openerFor } from './sealing/index.ts';
import * as submissions from './submissions.ts';
import { waiting } from './safety-flags.ts';
import { decide, inClear } from './wishes.ts';

const said = (values: string[], words: Record<string, string> = {}): Reply => ({
	state: 'answered',
	values,
	words,
	audience: 'only-my-iro'
});

describe.each(DATABASES)('what a child sends, on %s', (kind) => {
	let world: World;
	let child: Awaited<ReturnType<typeof comeIn>>;

	async function comeIn({ north }: World) {
		const slip = await consultations.open(north.scope, {
			reviewId: north.reviewId,
			audience: 'child',
			instrument: 'older-child'
		});
		if (!slip || 'refused' in slip) throw new Error('not opened');
		const scope = north.as({ kind: 'participant', consultationId: slip.consultationId, audience: 'child' });
		const consultation = await scope.selectFrom('consultation').selectAll('consultation').executeTakeFirstOrThrow();
		const save = (id: string, reply: Reply) =>
			submissions.save(scope, consultation, findQuestion(formOf(consultation), id)!, reply);
		return { scope, consultation, save, send: () => submissions.send(scope, consultation) };
	}
	const wishes = async () => {
		const { scope, reviewId } = world.north;
		const opener = await openerFor(scope, { review: reviewId });
		const rows = await scope.selectFrom('wish').selectAll('wish').orderBy('wish.id').execute();
		return rows.map((row) => inClear(opener, row));
	};

	beforeEach(async () => {
		world = await twoAuthorities(kind);
		child = await comeIn(world);
	});
	afterEach(() => world.close());

	test('answers are kept one by one, the last one to a question wins', async () => {
		await child.save('feelings', said(['sad']));
		await child.save('feelings', said(['happy']));
		await child.save('worries', said([], { words: 'Maths 😬' }));
		expect(await submissions.ownReplies(child.scope)).toEqual({
			feelings: { state: 'answered', values: ['happy'], words: {}, audience: 'only-my-iro' },
			worries: { state: 'answered', values: [], words: { words: 'Maths 😬' }, audience: 'only-my-iro' }
		});
	});

	test('sending twice, also at once, counts once and gives the same receipt', async () => {
		await child.save('feelings', said(['happy']));
		const [first, second] = await Promise.all([child.send(), child.send()]);
		const third = await child.send();
		expect(new Set([first, second, third].map((sent) => (typeof sent === 'string' ? sent : sent.id))).size).toBe(1);
		expect(await world.north.scope.selectFrom('submission').selectAll('submission').execute()).toHaveLength(1);
	});

	test('a change after sending is a draft until it is sent again; then it stands in the place of the first', async () => {
		await child.save('feelings', said(['happy']));
		await child.save('topics', said(['school']));
		const first = await child.send();
		await child.save('feelings', said(['sad']));

		const between = await submissions.own(child.scope);
		expect(between.sent?.id).toBe(typeof first === 'string' ? first : first.id);
		expect((await replies.of(child.scope, between.sent!)).feelings?.values).toEqual(['happy']);

		await child.send();
		const { draft, sent } = await submissions.own(child.scope);
		expect(draft).toBeUndefined();
		expect(sent?.revision).toBe(2);
		expect(await replies.of(child.scope, sent!)).toMatchObject({
			feelings: { values: ['sad'] },
			topics: { values: ['school'] }
		});
	});

	test('an answer to a question that is no longer asked is not sent', async () => {
		await child.save('plan-known', said(['yes']));
		await child.save('plan-agreed', said(['no'], { words: 'Nobody asked me' }));
		await child.save('plan-known', said(['no']));
		await child.send();
		expect(Object.keys(await submissions.ownReplies(child.scope))).toEqual(['plan-known']);
		const values = await world.north.scope.selectFrom('answer').select(['answer.questionId', 'answer.value']).execute();
		expect(values).toEqual([{ questionId: 'plan-known', value: 'no' }]);
		expect(await world.north.scope.selectFrom('words').selectAll('words').execute()).toEqual([]);
	});

	test('wishes come with sending; one said again keeps its answer, one no longer said is withdrawn', async () => {
		await child.save('topics', said(['school', 'money']));
		expect(await wishes()).toEqual([]);
		await child.send();
		expect((await wishes()).map(({ value }) => value).sort()).toEqual(['money', 'school']);

		await world.north.scope.updateTable('wish').set({ decision: 'met' }).execute();
		await child.save('topics', said(['school', 'friends']));
		await child.send();
		const after = Object.fromEntries((await wishes()).map((wish) => [wish.value, wish]));
		expect(after.school).toMatchObject({ decision: 'met', withdrawnAt: null });
		expect(after.money?.withdrawnAt).not.toBeNull();
		expect(after.friends).toMatchObject({ decision: null, withdrawnAt: null });
	});

	test('other words under the same wish ask for a new answer', async () => {
		await child.save('venue', said(['cafe'], { words: 'the one by the park' }));
		await child.send();
		const [wish] = await wishes();
		await decide(world.north.scope, wish!.id, { decision: 'not', reason: 'closed', privateNote: '' });
		await child.save('venue', said(['cafe'], { words: 'the one at the station' }));
		await child.send();
		expect(await wishes()).toMatchObject([{ words: 'the one at the station', decision: null, reason: null }]);
	});

	test('saying "I am not safe" raises a flag at once, before anything is sent, and once', async () => {
		await child.save('safe-at-home', said(['no']));
		await child.save('safe-at-home', said(['no']));
		expect(await waiting(world.north.scope)).toMatchObject([{ value: 'no', seenAt: null }]);
	});

	test('the advocate offer is counted when it was passed, and when it was taken', async () => {
		const offer = findQuestion(formOf(child.consultation), 'advocate')!;
		const noted = () =>
			child.scope
				.selectFrom('consultation')
				.select(['consultation.advocateShownAt as shown', 'consultation.advocateWantedAt as wanted'])
				.executeTakeFirstOrThrow();
		expect(await noted()).toEqual({ shown: null, wanted: null });
		await submissions.noteAdvocateOffer(child.scope, offer, { state: 'skipped', values: [], words: {} });
		const first = await noted();
		expect(first).toMatchObject({ shown: expect.any(String), wanted: null });
		await submissions.noteAdvocateOffer(child.scope, offer, said(['yes']));
		expect(await noted()).toMatchObject({ shown: first.shown, wanted: expect.any(String) });
	});

	test('"I would rather talk" is a complete submission, and a second tap is the same one', async () => {
		const talk = { state: 'rather-talk' as const, values: ['call'], words: { words: 'after five' } };
		const first = await submissions.sendTalk(child.scope, child.consultation, talk);
		const second = await submissions.sendTalk(child.scope, child.consultation, talk);
		expect(first).toMatchObject({ kind: 'talk' });
		expect(typeof second === 'string' ? second : second.id).toBe(typeof first === 'string' ? first : first.id);
	});

	test('once the review is held nothing changes any more, and what was sent stays', async () => {
		await child.save('feelings', said(['happy']));
		await child.send();
		await world.north.scope
			.updateTable('review')
			.set({ heldOn: '2026-11-20' })
			.where('review.id', '=', world.north.reviewId)
			.execute();
		expect(await child.save('feelings', said(['sad']))).toBe('review-held');
		expect((await submissions.ownReplies(child.scope)).feelings?.values).toEqual(['happy']);
	});

	test("the neighbour's staff find neither the consultation nor its review", async () => {
		const { south } = world;
		expect(await consultations.find(south.scope, child.consultation.id)).toBeUndefined();
		expect(await consultations.newSlip(south.scope, child.consultation.id)).toBeUndefined();
		expect(await consultations.close(south.scope, child.consultation.id)).toBe(false);
		expect(
			await consultations.open(south.scope, { reviewId: world.north.reviewId, audience: 'child' })
		).toBeUndefined();
	});

	test('a person is asked once for a review', async () => {
		const { north } = world;
		expect(await consultations.open(north.scope, { reviewId: north.reviewId, audience: 'child' })).toEqual({
			refused: 'already-open'
		});
	});

	test('the carer is asked back five working days before', async () => {
		const { north } = world;
		await consultations.open(north.scope, { reviewId: north.reviewId, audience: 'foster-carer' });
		const carer = await north.scope
			.selectFrom('consultation')
			.select('consultation.dueOn')
			.where('consultation.audience', '=', 'foster-carer')
			.executeTakeFirst();
		expect(carer?.dueOn).toBe('2026-12-03'); // the review is due on Thursday 10 December
	});
});
