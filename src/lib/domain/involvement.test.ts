import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayNumber } from './day.ts';
import { covers, gaps, overlaps, without, type Span } from './involvement.ts';

const span = (startedOn: string, endedOn: string | null = null): Span => ({ startedOn, endedOn });
const days = fc.integer({ min: 0, max: 60 }).map((number) => dayFromNumber(dayNumber('2026-01-01') + number));
const spans = fc
	.tuple(days, fc.option(days))
	.map(([startedOn, endedOn]) => ({ startedOn, endedOn: endedOn && endedOn > startedOn ? endedOn : null }));

describe('a time with a child', () => {
	test('does not count the day it ends', () => {
		expect(covers(span('2026-01-01', '2026-02-01'), '2026-01-31')).toBe(true);
		expect(covers(span('2026-01-01', '2026-02-01'), '2026-02-01')).toBe(false);
		expect(covers(span('2026-01-01'), '2030-01-01')).toBe(true);
	});

	test('is cut where another takes its place, for good or for a while', () => {
		expect(without(span('2026-01-01'), span('2026-03-01'))).toEqual([span('2026-01-01', '2026-03-01')]);
		expect(without(span('2026-01-01'), span('2026-03-01', '2026-04-01'))).toEqual([
			span('2026-01-01', '2026-03-01'),
			span('2026-04-01')
		]);
		expect(without(span('2026-03-10', '2026-03-20'), span('2026-03-01', '2026-04-01'))).toEqual([]);
		expect(without(span('2026-01-01', '2026-02-01'), span('2026-03-01'))).toEqual([span('2026-01-01', '2026-02-01')]);
	});

	test('and what is taken out of it never share a day, and lose none', () => {
		fc.assert(
			fc.property(spans, spans, days, (whole, out, day) => {
				const left = without(whole, out).filter((piece) => covers(piece, day)).length;
				expect(left).toBe(covers(whole, day) && !covers(out, day) ? 1 : 0);
			})
		);
	});
});

describe('days', () => {
	test('with nobody are found, also those that have no end', () => {
		const two = [span('2026-01-01', '2026-02-01'), span('2026-02-10', '2026-03-01')];
		expect(gaps(two, '2026-01-15')).toEqual([span('2026-02-01', '2026-02-10'), span('2026-03-01')]);
		expect(gaps([span('2026-01-01')], '2026-01-15')).toEqual([]);
		expect(gaps([], '2026-01-15')).toEqual([span('2026-01-15')]);
	});

	test('with two at once are found', () => {
		const two = [span('2026-01-01'), span('2026-02-01', '2026-03-01')];
		expect(overlaps(two, '2026-01-01')).toEqual([span('2026-02-01', '2026-03-01')]);
		expect(overlaps(two, '2026-02-15')).toEqual([span('2026-02-15', '2026-03-01')]);
		expect(overlaps(two, '2026-03-01')).toEqual([]);
		expect(overlaps([span('2026-01-01'), span('2026-02-01')], '2026-01-01')).toEqual([span('2026-02-01')]);
	});

	test('are counted right whatever the times', () => {
		fc.assert(
			fc.property(fc.array(spans, { maxLength: 6 }), days, days, (all, from, day) => {
				if (day < from) return;
				const there = all.filter((one) => covers(one, day)).length;
				expect(gaps(all, from).some((gap) => covers(gap, day))).toBe(there === 0);
				expect(overlaps(all, from).some((both) => covers(both, day))).toBe(there > 1);
			})
		);
	});
});
