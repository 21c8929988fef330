import { expect, test } from 'vitest';
import { dueOutcome, reviewsDue } from './timeliness.ts';

const target = { first: '20w', second: '91d', later: '182d' };
const between = { from: '2025-01-01', to: '2027-03-31' };
const given = { bornOn: '2014-05-05', target, holidays: new Set<string>(), between };
const care = { startedOn: '2025-01-06', endedOn: undefined, startKnown: true };
const year = { from: '2025-04-01', to: '2026-03-31', today: '2026-06-01' };

const outcomes = (all: ReturnType<typeof reviewsDue>, period = year) =>
	all.map((review) => dueOutcome(review, review.statutoryOn, period));

test('each review held sets the day of the next', () => {
	const all = reviewsDue({ ...given, care, heldOn: ['2025-04-30', '2025-02-03', '2025-11-05'] });
	expect(all.map(({ number, statutoryOn, heldOn }) => [number, statutoryOn, heldOn])).toEqual([
		[1, '2025-02-03', '2025-02-03'],
		[2, '2025-05-03', '2025-04-30'],
		[3, '2025-10-30', '2025-11-05'],
		[4, '2026-05-05', undefined]
	]);
	expect(outcomes(all)).toEqual(['elsewhere', 'on-time', 'late', 'elsewhere']);
});

test('a review nobody held is late once its day has passed, and not before', () => {
	const all = reviewsDue({ ...given, care, heldOn: ['2025-02-03'] });
	expect(outcomes(all).at(-1)).toBe('late');
	expect(outcomes(all, { ...year, today: '2025-05-03' }).at(-1)).toBe('not-yet');
	expect(outcomes(all, { ...year, from: '2025-06-01' }).at(-1)).toBe('due-before');
});

test('nothing is due of a child who has left care or turned 18', () => {
	expect(outcomes(reviewsDue({ ...given, care: { ...care, endedOn: '2025-05-01' }, heldOn: ['2025-02-03'] }))).toEqual([
		'elsewhere',
		'left-care'
	]);
	expect(outcomes(reviewsDue({ ...given, bornOn: '2007-05-01', care, heldOn: ['2025-02-03'] })).at(-1)).toBe(
		'left-care'
	);
});

test('where reviews before the first we hold are missing, its day and the next cannot be told', () => {
	const long = { ...care, startedOn: '2020-01-06' };
	const all = reviewsDue({ ...given, care: long, heldOn: ['2025-04-10', '2025-09-01', '2026-02-20'] });
	expect(all.map(({ dateKnown }) => dateKnown)).toEqual([false, false, true, true]);
	expect(outcomes(all)).toEqual(['elsewhere', 'date-not-known', 'on-time', 'elsewhere']);
	expect(reviewsDue({ ...given, care: { ...care, startKnown: false }, heldOn: [] })[0]?.dateKnown).toBe(false);
});

test('what is long past or long to come is not worked out, and nothing else is lost', () => {
	const heldOn = [
		'2023-02-03',
		'2023-05-03',
		'2023-11-03',
		'2024-05-01',
		'2024-10-20',
		'2025-04-20',
		'2025-10-10',
		'2026-04-09'
	];
	const long = { ...given, care: { ...care, startedOn: '2023-01-06' }, heldOn };
	const counted = (all: ReturnType<typeof reviewsDue>) =>
		all.flatMap((review) => {
			const outcome = dueOutcome(review, review.statutoryOn, year);
			return outcome === 'elsewhere' ? [] : [[review.number, outcome]];
		});
	const everything = reviewsDue({ ...long, between: { from: '2000-01-01', to: '2099-12-31' } });
	const some = reviewsDue({ ...long, between: year });
	expect(some.length).toBeLessThan(everything.length);
	expect(counted(some)).toEqual(counted(everything));
});
