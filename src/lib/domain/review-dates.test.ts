import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayFromNumber } from './day.ts';
import { carePeriods, isTarget, latestReviewDate, milestones } from './review-dates.ts';

const none = new Set<string>();
const target = { first: '20w', second: '91d', later: '182d' };
const due = (careStartedOn: string, heldOn: string[], own = target, holidays: ReadonlySet<string> = none) =>
	latestReviewDate({ careStartedOn, heldOn, target: own, holidays });

describe('the latest date of a review', () => {
	test('the first is within 20 working days of becoming looked after, holidays left out', () => {
		expect(due('2026-03-09', [])).toEqual({
			number: 1,
			statutoryOn: '2026-04-06',
			targetOn: '2026-04-06',
			rule: 'first-20-working-days'
		});
		expect(due('2026-03-09', [], target, new Set(['2026-04-03', '2026-04-06'])).statutoryOn).toBe('2026-04-08');
	});

	test('the second is within three months of the first, and sooner where the authority says so', () => {
		expect(due('2026-03-09', ['2026-04-01'])).toMatchObject({
			number: 2,
			statutoryOn: '2026-07-01',
			rule: 'second-3-months'
		});
		expect(due('2026-03-09', ['2026-04-01'], { ...target, second: '60d' }).targetOn).toBe('2026-05-31');
	});

	test('later ones are within six months, ending with a shorter month', () => {
		const latest = due('2025-01-06', ['2026-08-31', '2025-02-01', '2025-05-01']);
		expect(latest).toMatchObject({
			number: 4,
			statutoryOn: '2027-02-28',
			targetOn: '2027-02-28',
			rule: 'later-6-months'
		});
	});

	test('a target that is longer than the law gives way to it', () => {
		expect(due('2025-01-06', ['2025-02-01', '2026-08-31'], { ...target, later: '183d' }).targetOn).toBe('2027-02-28');
		expect(due('2025-12-01', [], { ...target, first: '28d' }).targetOn).toBe('2025-12-29');
	});

	test('reviews of an earlier period of care do not count, and one day counts once', () => {
		expect(due('2026-03-09', ['2024-05-01', '2025-01-01']).number).toBe(1);
		expect(due('2026-03-09', ['2026-03-20', '2026-03-20']).number).toBe(2);
	});

	test('never leaves more room than the law, whatever the target', () => {
		const day = fc.integer({ min: 18_000, max: 25_000 }).map(dayFromNumber);
		const own = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom('w', 'd')).map(([n, unit]) => `${n}${unit}`);
		fc.assert(
			fc.property(day, fc.array(fc.integer({ min: -400, max: 900 }), { maxLength: 6 }), own, (start, offsets, text) => {
				const heldOn = offsets.map((offset) => addDays(start, offset));
				const latest = due(start, heldOn, { first: text, second: text, later: text });
				expect(latest.targetOn <= latest.statutoryOn).toBe(true);
				expect(latest.statutoryOn > start).toBe(true);
			})
		);
	});

	test('a target is a number of days or working days', () => {
		expect(['20w', '91d', '183d'].every(isTarget)).toBe(true);
		expect(['', '0w', 'w', '20', '20 w', '-5d', '3m'].some(isTarget)).toBe(false);
		expect(() => due('2026-03-09', [], { ...target, first: '3m' })).toThrow(RangeError);
	});
});

describe('a period of care', () => {
	const episode = (startedOn: string, endedOn?: string, reasonStarted?: string) => ({
		startedOn,
		endedOn,
		reasonStarted
	});

	test('runs over episodes that follow each other, in whatever order they come', () => {
		const episodes = [
			episode('2025-06-01', undefined, 'P'),
			episode('2025-01-10', '2025-03-01', 'S'),
			episode('2025-03-01', '2025-06-01', 'L')
		];
		expect(carePeriods(episodes)).toEqual([{ startedOn: '2025-01-10', endedOn: undefined, startKnown: true }]);
	});

	test('starts anew after a gap, and on a day that says care started', () => {
		expect(
			carePeriods([
				episode('2024-01-01', '2024-02-01', 'S'),
				episode('2024-02-02', '2024-03-01'),
				episode('2024-03-01', undefined, 'S')
			])
		).toEqual([
			{ startedOn: '2024-01-01', endedOn: '2024-02-01', startKnown: true },
			{ startedOn: '2024-02-02', endedOn: '2024-03-01', startKnown: true },
			{ startedOn: '2024-03-01', endedOn: undefined, startKnown: true }
		]);
	});

	test('ends where the next begins when nobody closed its last episode', () => {
		expect(carePeriods([episode('2024-01-01', undefined, 'S'), episode('2025-01-01', undefined, 'S')])).toEqual([
			{ startedOn: '2024-01-01', endedOn: '2025-01-01', startKnown: true },
			{ startedOn: '2025-01-01', endedOn: undefined, startKnown: true }
		]);
	});

	test('whose first episode is a move began earlier than we know', () => {
		expect(carePeriods([episode('2025-04-01', undefined, 'P')])[0]?.startKnown).toBe(false);
	});

	test('is the same when an episode is told twice or within another', () => {
		const first = episode('2025-01-10', '2025-08-01', 'S');
		expect(carePeriods([first, first, episode('2025-02-01', '2025-03-01', 'P')])).toEqual([
			{ startedOn: '2025-01-10', endedOn: '2025-08-01', startKnown: true }
		]);
		expect(carePeriods([])).toEqual([]);
	});
});

test('what is due before and after a review is counted in working days', () => {
	expect(milestones('2026-04-08', new Set(['2026-04-03', '2026-04-06']))).toEqual({
		whoAndWhereBy: '2026-03-09',
		consultationsOutBy: '2026-03-23',
		carerFormBy: '2026-03-30',
		papersToIroBy: '2026-04-01',
		decisionsBy: '2026-04-15',
		recordBy: '2026-04-29',
		sentToAllBy: '2026-05-06'
	});
});
