import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReview, readWishes, says, withReason } from '../../../tests/support/cast.ts';
import { DATABASES, twoAuthorities, type World } from '../../../tests/support/database.ts';
import { addChild, addEpisode, addReview, addReviewsByCode } from '../../../tests/support/records.ts';
import { ageOn } from '#lib/domain/day.ts';
import * as statistics from './statistics.ts';
import { figuresCsv } from './statistics/figures-csv.ts';
import { ageWhenHeld, held } from './statistics/held.ts';
import { inWords } from './statistics/words.ts';
import { serverTranslator } from './words.ts';

const YEAR = { from: '2025-04-01', to: '2026-03-31' };

const published = readFileSync('tests/fixtures/published/participation-codes.csv', 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.split(','))
	.map(([code, count, percent]) => ({ code: code!, count: Number(count), percent: percent! }));

describe.each(DATABASES)('statistics on %s', (kind) => {
	let world: World;
	beforeEach(async () => void (world = await twoAuthorities(kind)));
	afterEach(() => world.close());

	const figures = async (period = YEAR) => (await statistics.participation(world.north.scope, period)).figures;
	const figure = async (id: string, period = YEAR) => (await figures(period)).find((one) => one.id === id)!;
	const rows = ({ rows }: { rows: { id: string; numerator: number }[] }) =>
		Object.fromEntries(rows.map(({ id, numerator }) => [id, numerator]));

	test('print what an authority published about 823 reviews', async () => {
		await addReviewsByCode(
			world.north.commandLine,
			Object.fromEntries(published.map(({ code, count }) => [code, count]))
		);
		await addReviewsByCode(world.south.commandLine, { PN7: 40 });

		const codes = await figure('participation-codes');
		expect(codes).toMatchObject({ denominator: 823, base: 'statistics:bases.reviews-held', exclusions: [] });
		expect(codes.rows).toEqual([
			...published.map(({ code, count, percent }) => ({ id: code, numerator: count, denominator: 823, percent })),
			{ id: 'missing', numerator: 0, denominator: 823, percent: '0.0' }
		]);
		const from4 = { denominator: 716, exclusions: [{ reason: 'under-4', count: 107 }] };
		expect(await figure('views-conveyed')).toMatchObject({ numerator: 679, percent: '94.8', ...from4 });
		expect(await figure('views-conveyed-with-pn4')).toMatchObject({ numerator: 684, percent: '95.5', ...from4 });
		expect(await figure('attended')).toMatchObject({ numerator: 615, percent: '85.9', ...from4 });
	});

	test('show a review without a code as missing: in the base, and never as PN7', async () => {
		const child = await addChild(world.north.commandLine);
		await addReview(world.north.commandLine, child);
		await addReview(world.north.commandLine, child, { heldOn: '2026-01-10', participationCode: null });

		expect(rows(await figure('participation-codes'))).toMatchObject({ PN1: 1, PN7: 0, missing: 1 });
		expect(await figure('views-conveyed')).toMatchObject({ numerator: 1, denominator: 2, percent: '50.0' });
	});

	test('count what was held in the period and was not cancelled', async () => {
		const child = await addChild(world.north.commandLine);
		for (const heldOn of ['2025-03-31', '2025-04-01', '2026-03-31', '2026-04-01']) {
			await addReview(world.north.commandLine, child, { heldOn });
		}
		await addReview(world.north.commandLine, child, { cancelledOn: '2025-09-30' });
		await addReview(world.north.commandLine, child, { heldOn: null });

		expect(await figure('participation-codes')).toMatchObject({
			denominator: 2,
			exclusions: [{ reason: 'cancelled', count: 1 }]
		});
		expect(await figure('children-views-conveyed')).toMatchObject({ numerator: 1, denominator: 1, percent: '100.0' });
	});

	test('know a child’s age to the day, also of one born on 29 February', async () => {
		const { commandLine, scope } = world.north;
		for (const bornOn of ['2020-02-29', '2021-11-03', '2021-11-04', '2009-12-31']) {
			const child = await addChild(commandLine, { bornOn });
			for (const heldOn of ['2025-11-03', '2026-02-28', '2026-03-01', '2025-12-30', '2025-12-31'])
				await addReview(commandLine, child, { heldOn });
		}
		const ages = await held(scope, YEAR)
			.select((eb) => ['child.bornOn', 'review.heldOn', ageWhenHeld(eb).as('age')])
			.execute();
		expect(ages).toHaveLength(20);
		for (const { bornOn, heldOn, age } of ages) expect(age, `${bornOn} on ${heldOn}`).toBe(ageOn(heldOn!, bornOn));
	});

	test('divide every table by age band', async () => {
		const { commandLine } = world.north;
		await addReview(commandLine, await addChild(commandLine, { bornOn: '2021-10-02' }), {
			participationCode: 'PN0',
			attended: 'part'
		});
		await addReview(commandLine, await addChild(commandLine, { bornOn: '2021-10-01' }), { participationCode: 'PN4' });
		await addReview(commandLine, await addChild(commandLine, { bornOn: '2009-10-01' }));
		const all = await figures();
		const codes = all.find(({ id }) => id === 'participation-codes')!;
		expect(codes.byAge!.map(({ figure }) => [figure.id, figure.denominator])).toEqual([
			['participation-codes-0-3', 1],
			['participation-codes-4', 1],
			['participation-codes-16-17', 1]
		]);
		expect(await figure('attended')).toMatchObject({
			rows: [
				{ id: '4', numerator: 1 },
				{ id: '16-17', numerator: 1 }
			]
		});
		expect(await figure('attended-under-four')).toMatchObject({ numerator: 1, denominator: 1 });
		expect(statistics.flat(all).map(({ id }) => id)).toContain('chairing-16-17');
	});

	test('count own words when they were opened on the day of the review or before, in London', async () => {
		const { north } = world;
		const opened = { '2026-07-01T22:59:00.000Z': 1, '2026-07-01T23:01:00.000Z': 0 };
		for (const [readAt, counted] of Object.entries(opened)) {
			const reviewId = await addReview(north.commandLine, north.childId, { dueOn: '2026-07-01', heldOn: null });
			const { consultationId } = await says(north, 'child', { 'knows-iro': { values: ['yes'] } }, { reviewId });
			const submission = await north.scope
				.selectFrom('submission')
				.select('submission.id')
				.where('submission.consultationId', '=', consultationId)
				.executeTakeFirstOrThrow();
			await north.scope.insertInto('reading', { submissionId: submission.id, staffId: north.iroId, readAt }).execute();
			await north.scope.updateTable('review').set({ heldOn: '2026-07-01' }).where('review.id', '=', reviewId).execute();
			expect(await figure('own-words', { from: '2026-07-01', to: '2026-07-01' })).toMatchObject({
				numerator: counted,
				denominator: 1
			});
			await north.scope.deleteFrom('review').where('review.id', '=', reviewId).execute();
		}
	});

	test('count no words that only somebody else had opened, nor a form left blank', async () => {
		const { north } = world;
		const december = { from: '2026-12-01', to: '2026-12-31' };
		await says(north, 'child', { 'knows-iro': { values: ['yes'], audience: 'everyone' } });
		const blank = await addReview(north.commandLine, north.childId, { dueOn: '2026-12-03', heldOn: null });
		await says(north, 'child', {}, { reviewId: blank });
		await readReview(await withReason(north, 'manager'), north.reviewId);
		await readReview(north.scope, blank);
		await hold(north.reviewId, '2026-12-10');
		await hold(blank, '2026-12-03');
		expect(await figure('own-words', december)).toMatchObject({ numerator: 0, denominator: 2 });
		await readReview(north.scope, north.reviewId);
		expect(await figure('own-words', december)).toMatchObject({ numerator: 1, denominator: 2 });
	});

	test('set forms returned beside forms asked for and children they are made for', async () => {
		const { north } = world;
		await says(north, 'child', { 'knows-iro': { values: ['yes'] } });
		await says(north, 'parent', {}, { send: false });
		await hold(north.reviewId, '2026-12-10');
		await addReview(north.commandLine, await addChild(north.commandLine), { heldOn: '2026-12-11' });
		const december = { from: '2026-12-01', to: '2026-12-31' };

		const issued = await figure('form-return', december);
		expect(issued.rows).toContainEqual({ id: 'young-person', numerator: 1, denominator: 1, percent: '100.0' });
		expect(issued.rows).toContainEqual({ id: 'parent', numerator: 0, denominator: 1, percent: '0.0' });
		const eligible = await figure('form-return-of-eligible', december);
		expect(eligible.rows).toEqual([
			{ id: 'older-child', numerator: 0, denominator: 0, percent: null },
			{ id: 'young-person', numerator: 1, denominator: 2, percent: '50.0' }
		]);
	});

	const hold = (id: string, heldOn: string, record: object = {}) =>
		world.north.scope
			.updateTable('review')
			.set({ heldOn, ...record })
			.where('review.id', '=', id)
			.execute();

	test('keep a chairing nobody wrote down apart from none', async () => {
		const { commandLine } = world.north;
		const child = await addChild(commandLine);
		await addReview(commandLine, child, {
			heldOn: '2025-05-01',
			chairing: 'part',
			chairingOffered: 1,
			chairingChosen: 'full'
		});
		await addReview(commandLine, child, { heldOn: '2025-06-01', chairing: 'none', chairingOffered: 0 });
		await addReview(commandLine, child, { heldOn: '2025-07-01' });
		expect(await figure('chairing')).toMatchObject({ numerator: 1, denominator: 3, percent: '33.3' });
		expect(rows(await figure('chairing'))).toEqual({ none: 1, part: 1, full: 0, missing: 1 });
		expect(rows(await figure('chairing-offered'))).toEqual({ offered: 1, 'not-offered': 1, missing: 1 });
		expect(rows(await figure('chairing-chosen'))).toEqual({
			none: 0,
			part: 0,
			full: 1,
			'not-offered': 1,
			missing: 1
		});
	});

	test('count wishes asked for and met, partly apart, and none that was taken back', async () => {
		const { north } = world;
		await says(north, 'child', {
			venue: { values: ['home'] },
			'people-not-wanted': { values: ['father', 'school'] }
		});
		const { wishes } = (await readWishes(north.scope, north.reviewId))!;
		const decide = (value: string, change: object) =>
			north.scope
				.updateTable('wish')
				.set(change)
				.where('wish.id', '=', wishes.find((wish) => wish.value === value)!.id)
				.execute();
		await decide('home', { decision: 'partly' });
		await decide('father', { decision: 'met' });
		await decide('school', { withdrawnAt: '2026-11-30T10:00:00.000Z' });
		await hold(north.reviewId, '2026-12-10');
		const december = { from: '2026-12-01', to: '2026-12-31' };

		expect(rows(await figure('venue-wishes', december))).toEqual({ met: 0, partly: 1, not: 0, unanswered: 0 });
		expect(await figure('attendee-wishes', december)).toMatchObject({
			numerator: 1,
			denominator: 1,
			exclusions: [{ reason: 'withdrawn', count: 1 }]
		});
		expect(await figure('venue-asked', december)).toMatchObject({ numerator: 1, denominator: 1 });
	});

	test('tell held in time from late, by law and by the local target', async () => {
		const { commandLine } = world.north;
		const child = await addChild(commandLine);
		await addEpisode(commandLine, child);
		await addReview(commandLine, child, { heldOn: '2025-02-03' });
		await addReview(commandLine, child, { heldOn: '2025-05-03' });
		await addReview(commandLine, child, { heldOn: '2025-11-03' });
		const shortBreak = await addChild(commandLine);
		await addEpisode(commandLine, shortBreak, { startedOn: '2025-05-01', legalStatus: 'V4' });

		expect(await figure('on-time-statutory')).toMatchObject({
			numerator: 2,
			denominator: 2,
			exclusions: [{ reason: 'short-breaks', count: 1 }]
		});
		// 91 days after 3 February is 5 May; 182 days after 3 May is 1 November.
		expect(await figure('on-time-target')).toMatchObject({ numerator: 1, denominator: 2, percent: '50.0' });
	});

	test('put indicators together by key, of those who answered and of those who were asked', async () => {
		const { north } = world;
		const child = { heldOn: null, dueOn: '2026-12-10' };
		const younger = await addChild(north.commandLine, { bornOn: '2017-01-01' });
		const other = await addReview(north.commandLine, younger, child);
		await says(north, 'child', { 'knows-iro': { values: ['yes'] }, 'complaints-known': { values: ['no'] } });
		await says(north, 'child', { 'knows-iro': { values: ['not-sure'] } }, { reviewId: other });
		await hold(north.reviewId, '2026-12-10');
		await hold(other, '2026-12-10');
		const december = { from: '2026-12-01', to: '2026-12-31' };

		const knows = await figure('indicator-knows-iro', december);
		expect(knows).toMatchObject({ numerator: 1, denominator: 2, percent: '50.0' });
		expect(rows(knows)).toEqual({ yes: 1, no: 0, 'not-sure': 1 });
		expect(knows.byAge!.map(({ band, figure }) => [band, figure.numerator])).toEqual([
			['5-9', 0],
			['10-15', 1]
		]);
		expect(await figure('indicator-complaints-known', december)).toMatchObject({
			numerator: 0,
			denominator: 1,
			exclusions: [{ reason: 'not-reached', count: 1 }]
		});
	});

	test('have words for every figure, row, base and reason', async () => {
		await addReviewsByCode(world.north.commandLine, { PN0: 1, PN1: 2 });
		const t = serverTranslator();
		const wordless = /^(figures|rows|bases|exclusions|how-often)\.|\{\{/;
		for (const period of [YEAR, { from: '1999-01-01', to: '1999-12-31' }]) {
			for (const figure of await figures(period)) {
				const { label, sentence, base, leftOut, rows } = inWords(t, figure);
				for (const words of [label, sentence, base, leftOut, ...rows.map((row) => row.label)]) {
					expect(words, figure.id).not.toMatch(wordless);
				}
			}
		}
		expect(inWords(t, await figure('views-conveyed')).sentence).toBe(
			"Of 2 reviews held for children aged 4 and over, the child's views were conveyed at 2 (100.0%)."
		);
		expect(inWords(t, await figure('attended-under-four')).sentence).toBe(
			'Of the 1 review held for a child under 4, the child was there at 0 (0.0%).'
		);
	});

	test('are a spreadsheet that carries base, period and what was left out on every line', async () => {
		await addReviewsByCode(world.north.commandLine, { PN0: 1, PN1: 2 });
		await world.north.scope.updateAuthority({ name: '=Northshire' });
		const csv = figuresCsv(await statistics.participation(world.north.scope, YEAR));
		const lines = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
		expect(lines.find((line) => line.figure === 'views-conveyed' && !line.row)).toMatchObject({
			title: 'Views conveyed',
			numerator: '2',
			denominator: '2',
			percent: '100.0',
			'left out': 'under-4: 1',
			from: '2025-04-01',
			authority: "'=Northshire"
		});
		expect(lines).toContainEqual(
			expect.objectContaining({ figure: 'participation-codes', age: '10-15', row: 'PN1', numerator: '2' })
		);
	});

	test('say nothing of nothing', async () => {
		for (const { denominator, percent } of statistics.flat(await figures({ from: '1999-01-01', to: '1999-12-31' }))) {
			expect([denominator, percent]).toEqual([0, null]);
		}
	});
});
