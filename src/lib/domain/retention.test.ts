import { describe, expect, test } from 'vitest';
import { keptUntil, recordKeptUntil, retentionOf, retentionRefusal, wordsKeptUntil } from './retention.ts';

const usual = retentionOf({});

describe('how long a record is kept', () => {
	test('is the law’s when the authority has chosen nothing', () => {
		expect(usual).toEqual({ record: 75, 'after-death': 15, words: null, messages: 1, staff: 6 });
	});

	test('is until the seventy-fifth anniversary of birth', () => {
		expect(recordKeptUntil({ bornOn: '2014-05-05' }, usual)).toBe('2089-05-05');
		expect(recordKeptUntil({ bornOn: '2012-02-29' }, usual)).toBe('2087-02-28');
	});

	test('is fifteen years after the death of a child, and not of somebody grown up', () => {
		expect(recordKeptUntil({ bornOn: '2014-05-05', diedOn: '2026-01-02' }, usual)).toBe('2041-01-02');
		expect(recordKeptUntil({ bornOn: '2000-05-05', diedOn: '2018-05-04' }, usual)).toBe('2033-05-04');
		expect(recordKeptUntil({ bornOn: '2000-05-05', diedOn: '2018-05-05' }, usual)).toBe('2075-05-05');
	});

	test('can be longer than the law, never shorter', () => {
		expect(retentionOf({ record: 100 }).record).toBe(100);
		expect(retentionOf({ record: 3 }).record).toBe(75);
		expect(retentionRefusal('record', 74)).toBe('below-law');
		expect(retentionRefusal('after-death', 14)).toBe('below-law');
		expect(retentionRefusal('record', 121)).toBe('out-of-range');
		expect(retentionRefusal('words', 0)).toBe('out-of-range');
		expect(retentionRefusal('words', 2.5)).toBe('out-of-range');
		expect(retentionRefusal('words', 2)).toBeUndefined();
		expect(retentionRefusal('record', null)).toBeUndefined();
	});
});

describe('what was written for a review', () => {
	test('stays with the record unless the authority says how long', () => {
		expect(wordsKeptUntil('2026-11-24', '2089-05-05', usual)).toBe('2089-05-05');
		expect(wordsKeptUntil('2026-11-24', '2089-05-05', retentionOf({ words: 6 }))).toBe('2032-11-24');
	});

	test('never outlives it', () => {
		expect(wordsKeptUntil('2026-11-24', '2030-01-01', retentionOf({ words: 6 }))).toBe('2030-01-01');
	});
});

test('a message is kept a year, a sign-in six from leaving', () => {
	expect(keptUntil('messages', '2026-11-24', usual)).toBe('2027-11-24');
	expect(keptUntil('staff', '2026-11-24', usual)).toBe('2032-11-24');
});
