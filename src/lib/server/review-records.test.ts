import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { colleague, readReview, says, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import * as arrangements from './arrangements.ts';
import * as audit from './audit.ts';
import { newId } from './ids.ts';
import * as records from './review-records.ts';
import * as reviews from './reviews.ts';

const held: records.RecordInput = {
	heldOn: '2026-12-08',
	venueUsed: 'home',
	came: [{ role: 'mother', attended: 'part', notAppropriate: null }],
	attended: 'all',
	presence: 'in-person',
	voice: 'spoke',
	code: 'PN1',
	codeReason: null,
	chairingOffered: true,
	chairingChosen: 'part',
	chairing: 'part',
	notAttendedReason: null,
	lateReason: null,
	nextOn: '2027-06-01'
};
const away: records.RecordInput = {
	...held,
	attended: 'no',
	presence: null,
	voice: 'none',
	code: null,
	chairing: 'none'
};

describe.each(DATABASES)('recording a review on %s', (kind) => {
	let world: World;
	beforeEach(async () => {
		process.env.SAYSO_TODAY = '2026-12-09';
		world = await twoAuthorities(kind);
	});
	afterEach(async () => {
		delete process.env.SAYSO_TODAY;
		await world.close();
	});
	const record = (input: Partial<records.RecordInput>, base = held) =>
		records.record(world.north.scope, world.north.reviewId, { ...base, ...input });
	const careStarts = (startedOn: string) =>
		world.north.commandLine
			.insertInto('episode', {
				id: newId(),
				childId: world.north.childId,
				externalId: null,
				careId: null,
				startedOn,
				endedOn: null,
				reasonStarted: 'S'
			})
			.execute();

	test('keeps how it went, the code proposed and the code confirmed', async () => {
		const { north } = world;
		expect(await record({})).toEqual({ code: 'PN1' });
		expect(await reviews.find(north.scope, north.reviewId)).toMatchObject({
			heldOn: '2026-12-08',
			venueUsed: 'home',
			attended: 'all',
			voice: 'spoke',
			proposedCode: 'PN1',
			participationCode: 'PN1',
			chairingOffered: 1,
			chairing: 'part',
			recordedBy: north.iroId
		});
		expect(await arrangements.attendees(north.scope, north.reviewId)).toMatchObject([
			{ role: 'mother', attended: 'part', invitedAt: null }
		]);
	});

	test('asks the IRO to confirm the code it proposes, and says why', async () => {
		expect(await record({ code: null })).toMatchObject({
			errors: { code: 'confirm' },
			proposal: { code: 'PN1', because: 'attended-spoke' }
		});
		expect((await reviews.find(world.north.scope, world.north.reviewId))!.recordedAt).toBeNull();
	});

	test('takes another code with a reason, and keeps both', async () => {
		expect(await record({ code: 'PN2' })).toMatchObject({ errors: { codeReason: 'needed' } });
		expect(await record({ code: 'PN2', codeReason: 'Her advocate did most of it' })).toEqual({ code: 'PN2' });
		expect(await reviews.find(world.north.scope, world.north.reviewId)).toMatchObject({
			proposedCode: 'PN1',
			participationCode: 'PN2',
			codeReason: 'Her advocate did most of it'
		});
	});

	test.each([
		['PN0 for a child of twelve', {}, 'PN0'],
		['PN1 for a child of three', { heldOn: '2018-05-04' }, 'PN1']
	] as const)('refuses %s', async (_, change, code) => {
		expect(await record({ ...change, code, codeReason: 'So they say' })).toMatchObject({
			errors: { code: 'not-for-age' }
		});
	});

	test('proposes PN6 for an absent child whose words the IRO opened by then, and PN7 for one whose words lay unopened', async () => {
		const { north } = world;
		await says(north, 'child', { worries: { words: 'Please ask about Rex' } });
		expect(await record({}, away)).toMatchObject({ proposal: { code: 'PN7' } });
		await readReview(await withReason(north, 'manager'), north.reviewId);
		expect(await record({}, away)).toMatchObject({ proposal: { code: 'PN7' } });
		await readReview(north.scope, north.reviewId);
		expect(await record({}, away)).toMatchObject({ proposal: { code: 'PN6', because: 'absent-views-opened' } });
		expect(await record({ heldOn: '2020-01-02', lateReason: 'other' }, away)).toMatchObject({
			proposal: { code: 'PN7' }
		});
	});

	test('does not take a carer’s words for the child’s', async () => {
		const { north } = world;
		await says(north, 'foster-carer', { achievements: { words: 'She can swim' } });
		await readReview(north.scope, north.reviewId);
		expect(await record({}, away)).toMatchObject({ proposal: { code: 'PN7' } });
	});

	test('wants a reason when nothing of the child reached it', async () => {
		expect(await record({ code: 'PN7' }, away)).toMatchObject({ errors: { notAttendedReason: 'needed' } });
		expect(await record({ code: 'PN7', notAttendedReason: 'ill' }, away)).toEqual({ code: 'PN7' });
	});

	test('wants a reason when it was after the latest date', async () => {
		await careStarts('2026-11-02');
		expect(await record({})).toMatchObject({ errors: { lateReason: 'needed' } });
		expect(await record({ lateReason: 'child-asked', nextOn: '2027-03-01' })).toEqual({ code: 'PN1' });
	});

	test('refuses a day to come, and a next review that is too early or too late', async () => {
		await careStarts('2026-11-16');
		expect(await record({ heldOn: '2026-12-10' })).toMatchObject({ errors: { heldOn: 'in-future' } });
		expect(await record({ nextOn: '2026-12-08' })).toMatchObject({ errors: { nextOn: 'not-after' } });
		expect(await record({ nextOn: '2027-03-09' })).toMatchObject({ errors: { nextOn: 'after-latest' } });
		expect(await record({ nextOn: '2027-03-08' })).toEqual({ code: 'PN1' });
	});

	test('refuses a second review of the child on one day', async () => {
		const { north } = world;
		await north.commandLine
			.insertInto('review', {
				id: newId(),
				childId: north.childId,
				dueOn: '2026-12-08',
				heldOn: '2026-12-08',
				createdAt: 'x'
			})
			.execute();
		expect(await record({})).toMatchObject({ errors: { heldOn: 'another-review-that-day' } });
	});

	test('makes the next review, once, and a correction moves it', async () => {
		const { north } = world;
		const next = async () =>
			(await reviews.open(north.scope).select('review.dueOn').execute()).map(({ dueOn }) => dueOn);
		await record({});
		expect(await next()).toEqual(['2027-06-01']);
		await record({ nextOn: '2027-05-20', venueUsed: 'school' });
		expect(await next()).toEqual(['2027-05-20']);
		const log = await audit.of(north.scope, north.reviewId);
		expect(log.map(({ action }) => action)).toEqual(['review.recorded', 'review.corrected']);
	});

	test('sets no next review for a child who leaves care', async () => {
		await record({ nextOn: null });
		expect(await reviews.open(world.north.scope).select('review.id').execute()).toEqual([]);
	});

	test('starts from what Sayso knows', async () => {
		const { north } = world;
		await careStarts('2026-11-16');
		await says(north, 'child', { chairing: { values: ['full'] } });
		const invited = [{ role: 'mother' as const, name: 'Mary' }];
		await arrangements.arrange(north.scope, north.reviewId, {
			meetsOn: '2026-12-08',
			startsAt: null,
			venue: 'cafe',
			venueNote: null,
			invited
		});
		expect(await records.forRecording(north.scope, north.reviewId)).toMatchObject({
			heldOn: '2026-12-08',
			review: { venue: 'cafe' },
			latest: { statutoryOn: '2026-12-14' },
			// 91 days is a Tuesday.
			next: { proposedOn: '2027-03-08', statutoryOn: '2027-03-08' },
			attendees: [{ role: 'mother', name: 'Mary' }],
			chairingWished: 'full',
			openedAt: null
		});
	});

	test('is for nobody else’s review', async () => {
		const { north, south } = world;
		for (const scope of [south.scope, await colleague(north, 'iro')]) {
			expect(await records.record(scope, north.reviewId, held)).toBeUndefined();
			expect(await records.forRecording(scope, north.reviewId)).toBeUndefined();
		}
	});
});
