import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DATABASES } from '../../../../tests/support/database.ts';
import { browser, worldAtTheDoor } from '../../../../tests/support/door.ts';
import * as childSecrets from '../child-secrets.ts';
import * as consultations from '../consultations.ts';
import { database } from '../database.ts';
import * as entryNotes from '../entry-notes.ts';
import * as entryPasses from '../entry-passes.ts';
import { enteredParticipant, enterWithCode } from './enter.ts';
import { leave } from './leave.ts';
import { tidy } from './tidy.ts';

type World = Awaited<ReturnType<typeof worldAtTheDoor>>;

/** From so many places that no limit of one of them is met. */
let place = 0;
const elsewhere = () => `203.0.113.${++place % 250}`;
const WORDS = { kind: 'words', first: 'Otter', second: 'Waffle house' } as const;

describe.each(DATABASES)('a child comes in, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await worldAtTheDoor(kind)));
	afterEach(() => world.close());

	async function card() {
		const slip = await consultations.open(world.north.scope, { reviewId: world.north.reviewId, audience: 'child' });
		if (!slip || 'refused' in slip) throw new Error('not opened');
		return { ...slip, token: new URL(slip.url).hash.slice(1) };
	}
	const press = async (typed: string, cookies = browser()) => {
		const result = await enterWithCode(cookies, elsewhere(), typed);
		return { cookies, result, entered: await enteredParticipant(cookies) };
	};
	const WRONG = { refused: 'wrong' };
	const somebody = () => database().directory.updateTable('participantSession');
	const longAgo = new Date(Date.now() - 20 * 60_000).toISOString();

	test('a stolen or scanned link: of fifty presses at the same moment one comes in, with the code or the token', async () => {
		for (const by of ['token', 'code'] as const) {
			const made = by === 'token' ? await card() : await renewed();
			const presses = await Promise.all(
				Array.from({ length: by === 'token' ? 50 : 12 }, () => enterWithCode(browser(), elsewhere(), made[by]))
			);
			expect(presses.filter((result) => 'consultation' in result)).toHaveLength(1);
			expect((await press(made.token)).result).toEqual(WRONG);
		}
	});

	/** The same child with another card, as if nobody had come in yet. */
	async function renewed() {
		const [asked] = await consultations.ofReview(world.north.scope, world.north.reviewId);
		const slip = (await consultations.newSlip(world.north.scope, asked!.id))!;
		return { ...slip, token: new URL(slip.url).hash.slice(1) };
	}

	test('whoever claimed a card and made something only they know comes in again with both, never with the card alone', async () => {
		const { token, code } = await card();
		const { entered } = await press(token);
		expect(entered?.session).toMatchObject({ locked: false, secret: null, alone: false });
		await childSecrets.make(entered!.scope, entered!.consultation, WORDS);
		for (const typed of [token, code]) {
			const again = await press(typed);
			expect(again.entered?.session).toMatchObject({ locked: true, secret: 'words' });
		}
	});

	test('nobody comes in again with a card that was claimed by somebody who may still be there', async () => {
		const { token } = await card();
		await press(token);
		expect((await press(token)).result).toEqual(WRONG);
	});

	test('a child who left before there was anything to keep begins again, at once or when nobody can be there any more', async () => {
		const { token, consultationId } = await card();
		const first = await press(token);
		await leave(first.cookies, first.entered);
		expect((await press(token)).entered).toBeDefined();
		expect((await press(token)).result).toEqual(WRONG);
		await somebody().set({ seenAt: longAgo }).where('consultationId', '=', consultationId).execute();
		await world.north.scope.updateTable('card').set({ claimedAt: longAgo }).execute();
		const race = await Promise.all(Array.from({ length: 10 }, () => enterWithCode(browser(), elsewhere(), token)));
		expect(race.filter((result) => 'consultation' in result)).toHaveLength(1);
	});

	test('five wrong tries at the six secret symbols, and the card is dead, the right code too; the worker is told', async () => {
		const { code } = await card();
		const wrong = code.slice(0, 4) + (code.endsWith('0') ? '111111' : '000000');
		for (let tried = 0; tried < 5; tried++) expect((await press(wrong)).result).toEqual(WRONG);
		expect((await press(code)).result).toEqual(WRONG);
		const notes = await entryNotes.ofReview(world.north.scope, world.north.reviewId);
		expect(notes.map((note) => note.kind)).toEqual(['card-tries']);
		const posted = await world.north.scope.selectFrom('outbox').select(['outbox.template', 'outbox.staffId']).execute();
		expect(posted).toEqual([{ template: 'entry-card-tries', staffId: world.north.iroId }]);
	});

	test('four wrong tries and the right one: they count no more', async () => {
		const { code } = await card();
		const wrong = code.slice(0, 4) + (code.endsWith('0') ? '111111' : '000000');
		for (let tried = 0; tried < 4; tried++) await press(wrong);
		expect((await press(code)).entered).toBeDefined();
	});

	test('unknown, used, closed, expired, replaced and made up: the answer is the same', async () => {
		const lost = await card();
		const current = await renewed();
		const answers = [(await press(lost.code)).result, (await press(lost.token)).result];
		await consultations.close(world.north.scope, current.consultationId);
		answers.push((await press(current.token)).result);
		await consultations.reopen(world.north.scope, current.consultationId);
		await world.north.scope.updateTable('card').set({ claimBy: longAgo }).execute();
		answers.push((await press(current.token)).result, (await press('K7Q4-9MX-RDW')).result, (await press('x')).result);
		expect(answers).toEqual(answers.map(() => WRONG));
	});

	test('three wrong tries at what only the child knows: the card is dead, and the next one may be tried again', async () => {
		const { token } = await card();
		const { entered } = await press(token);
		const { scope, consultation } = entered!;
		await childSecrets.make(scope, consultation, { kind: 'pin', first: '2580', second: '' });
		const left = [];
		for (let tried = 0; tried < 4; tried++)
			left.push(await childSecrets.unlock(scope, consultation, { first: '1379', second: '' }));
		expect(left.map((one) => !one.open && one.left)).toEqual([2, 1, 0, 0]);
		expect((await press(token)).result).toEqual(WRONG);
		expect((await press((await renewed()).token)).entered?.session.locked).toBe(true);
		expect(await childSecrets.unlock(scope, consultation, { first: '٢٥٨٠', second: '' })).toEqual({ open: true });
	});

	test('going on elsewhere: a code for once and ten minutes, that ends the first session and has to be unlocked', async () => {
		const first = await press((await card()).token);
		const { scope, consultation } = first.entered!;
		await childSecrets.make(scope, consultation, WORDS);
		await entryPasses.make(scope, consultation.id, 'resume');
		const { code } = (await entryPasses.current(scope, consultation.id, 'resume'))!;
		const race = await Promise.all(Array.from({ length: 20 }, () => press(code)));
		const inside = race.filter(({ entered }) => entered);
		expect(inside.map(({ entered }) => entered!.session)).toMatchObject([{ locked: true, helper: null }]);
		expect(await enteredParticipant(first.cookies)).toBeUndefined();
		await entryPasses.make(scope, consultation.id, 'resume');
		const late = (await entryPasses.current(scope, consultation.id, 'resume'))!.code;
		await scope.updateTable('entryPass').set({ expiresAt: longAgo }).execute();
		expect((await press(late)).result).toEqual(WRONG);
	});

	test('a worker who helps starts the child’s session, is named in it, and is not in it', async () => {
		const { consultationId } = await card();
		const { scope } = world.north;
		await entryPasses.make(scope, consultationId, 'together');
		const { entered } = await press((await entryPasses.current(scope, consultationId, 'together'))!.code);
		expect(entered!.session.helper).toEqual({ id: world.north.iroId, name: 'Iris of Northshire' });
		expect(entered!.scope.actor).toMatchObject({ kind: 'participant', consultationId });
	});

	test('a pass that is out of time is removed by itself', async () => {
		const { consultationId } = await card();
		const { scope } = world.north;
		await entryPasses.make(scope, consultationId, 'together');
		await tidy();
		expect(await entryPasses.current(scope, consultationId, 'together')).toBeDefined();
		await scope.updateTable('entryPass').set({ expiresAt: longAgo }).execute();
		await tidy();
		expect(await scope.selectFrom('entryPass').select('entryPass.id').execute()).toEqual([]);
	});

	test('no token, code, PIN, word or drawing is in the database as it is', async () => {
		const { token, code } = await card();
		const { scope, consultation } = (await press(token)).entered!;
		await childSecrets.make(scope, consultation, { kind: 'words', first: 'Canaryword', second: 'Canarytwo' });
		const rows = await Promise.all(
			(['card', 'childSecret', 'entryPass', 'auditEvent'] as const).map((table) =>
				scope
					.selectFrom(table)
					.selectAll(table as 'card')
					.execute()
			)
		);
		for (const secret of [token, code, code.slice(4), 'Canaryword', 'Canarytwo'])
			expect(JSON.stringify(rows)).not.toContain(secret);
	});
});
