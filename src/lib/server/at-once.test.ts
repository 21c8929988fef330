import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { anotherChild, says } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as arrangements from './arrangements.ts';
import * as authorities from './authorities.ts';
import * as consultations from './consultations.ts';
import { connect } from './db/connect.ts';
import { AuthorityScope } from './db/scope.ts';
import { findQuestion } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import * as replies from './replies.ts';
import * as reviewRecords from './review-records.ts';
import * as reviews from './reviews.ts';
import * as submissions from './submissions.ts';

const FIVE = [1, 2, 3, 4, 5];

describe.each(DATABASES)('several at once, on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	test('tabs that answer first, each another question, fill one draft', async () => {
		const { scope, consultation } = await says(world.north, 'child', {}, { send: false });
		const ids = ['going-well', 'worries', 'needs-to-happen', 'venue', 'topics'];
		const save = (id: string) =>
			submissions.save(scope, consultation, findQuestion(formOf(consultation), id)!, {
				state: 'skipped',
				values: [],
				words: {}
			});
		await Promise.all(ids.map(save));
		expect(Object.keys(await submissions.ownReplies(scope)).sort()).toEqual(ids.toSorted());
		expect(await scope.selectFrom('submission').selectAll('submission').execute()).toHaveLength(1);
	});

	test('tabs that send get one receipt, and each wish is there once', async () => {
		const said = { venue: { values: ['home'] }, topics: { values: ['home', 'friends'] } };
		const { scope, consultation } = await says(world.north, 'child', said, { send: false });
		const receipts = await Promise.all(FIVE.map(() => submissions.send(scope, consultation)));
		expect(new Set(receipts.map((sent) => (typeof sent === 'string' ? sent : sent.id))).size).toBe(1);
		expect(await scope.selectFrom('wish').selectAll('wish').execute()).toHaveLength(3);
	});

	test('an answer saved while another tab sends is sent with its wish, or waits as a change', async () => {
		const { scope, consultation } = await says(world.north, 'child', { worries: { words: 'tests' } }, { send: false });
		const topics = findQuestion(formOf(consultation), 'topics')!;
		const reply = { state: 'answered' as const, values: ['friends'], words: {} };
		// Half way: the answer is written and not yet committed when the other tab sends.
		const [written, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
		const saving = scope.transaction(async (tx) => {
			await submissions.save(tx, consultation, topics, reply);
			written.resolve();
			await committed.promise;
		});
		await written.promise;
		const sending = submissions.send(scope, consultation);
		await Promise.race([sending, new Promise((waited) => setTimeout(waited, 300))]);
		committed.resolve();
		await Promise.all([saving, sending]);
		const { draft, sent } = await submissions.own(scope);
		const inSent = (await replies.of(scope, sent!)).topics !== undefined;
		const wishes = await scope.selectFrom('wish').selectAll('wish').execute();
		expect(wishes).toHaveLength(inSent ? 1 : 0);
		expect(inSent || draft !== undefined).toBe(true);
	});

	test('presses of the button that asks a child ask once', async () => {
		const { scope, reviewId } = world.north;
		const opened = await Promise.all(FIVE.map(() => consultations.open(scope, { reviewId, audience: 'child' })));
		expect(opened.filter((slip) => slip && 'code' in slip)).toHaveLength(1);
		expect(await consultations.ofReview(scope, reviewId)).toHaveLength(1);
	});

	test('presses of the button that arranges make one meeting', async () => {
		const { scope, reviewId } = world.north;
		const plan = {
			meetsOn: '2026-12-09',
			startsAt: null,
			venue: 'home',
			venueNote: null,
			invited: [{ role: 'mother' as const, name: null }]
		};
		await Promise.all(FIVE.map(() => arrangements.arrange(scope, reviewId, plan)));
		expect(await scope.selectFrom('meeting').selectAll('meeting').execute()).toHaveLength(1);
		expect(await arrangements.attendees(scope, reviewId)).toHaveLength(1);
	});

	test('presses of the button that records set one next review', async () => {
		const { scope, childId } = world.north;
		const { reviewId } = await anotherChild(world.north, { dueOn: '2026-06-01' });
		const record = {
			heldOn: '2026-06-01',
			venueUsed: null,
			came: [{ role: 'mother' as const, attended: 'all' as const, notAppropriate: null }],
			attended: 'all' as const,
			presence: 'in-person' as const,
			voice: 'spoke' as const,
			code: 'PN1' as const,
			codeReason: null,
			chairingOffered: null,
			chairingChosen: null,
			chairing: null,
			notAttendedReason: null,
			lateReason: null,
			nextOn: '2026-11-02'
		};
		const done = await Promise.all(FIVE.map(() => reviewRecords.record(scope, reviewId, record)));
		expect(done).toEqual(FIVE.map(() => ({ code: 'PN1' })));
		const open = await reviews.open(scope).where('review.childId', '<>', childId).select('review.dueOn').execute();
		expect(open).toEqual([{ dueOn: '2026-11-02' }]);
		expect(await arrangements.attendees(scope, reviewId)).toHaveLength(1);
	});

	test('an id with a character no database takes is an id of nothing', async () => {
		const { scope } = world.north;
		expect(await reviews.find(scope, '\u0000')).toBeUndefined();
		expect(await consultations.find(scope, '\u0000')).toBeUndefined();
	});
});

test('what another process writes (an import) waits for its turn: nobody who has read is overtaken', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'sayso-at-once-'));
	const [server, command] = [connect(join(folder, 'x.db')), connect(join(folder, 'x.db'))];
	await server.migrate();
	const made = await authorities.create(server.directory, {
		code: 'north',
		name: 'North',
		nineOhThree: null,
		drafts: ''
	});
	if ('refused' in made) throw new Error(made.refused);
	const scope = new AuthorityScope(server.db, made.id, { kind: 'command-line' });
	// Else it would wait its five seconds, and with it this test, which is the one to let it in.
	if ('pragma' in command.driver) command.driver.pragma('busy_timeout = 0');
	const rename = () => command.directory.updateTable('authority').set({ name: 'Imported' }).execute();
	await scope.transaction(async (tx) => {
		await tx.authority();
		await expect(rename()).rejects.toThrow('locked');
		await tx.updateAuthority({ targetLater: '180d' });
	});
	await rename();
	expect(await scope.authority()).toMatchObject({ name: 'Imported', targetLater: '180d' });
	await server.close();
	await command.close();
	rmSync(folder, { recursive: true });
});
