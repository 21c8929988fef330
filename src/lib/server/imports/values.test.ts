import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slashed } from '#lib/domain/day.ts';
import { hasControl, readDay, readFlag, readSex, readText } from './values.ts';

const day = fc
	.date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const time = fc
	.tuple(fc.nat(23), fc.nat(59), fc.nat(59))
	.map((parts) => parts.map((n) => String(n).padStart(2, '0')).join(':'));

describe('a date in an extract', () => {
	test.each([
		['01/02/2026', '2026-02-01', false],
		['1/2/2026', '2026-02-01', true],
		['01-02-2026', '2026-02-01', true],
		['1.2.2026', '2026-02-01', true],
		['2026-02-01', '2026-02-01', false],
		['2026-02-01 00:00:00.000', '2026-02-01', false],
		['2026-02-01T09:30:00', '2026-02-01', false],
		['01/02/2026 00:00', '2026-02-01', false],
		['2026-06-30T23:30:00Z', '2026-07-01', false],
		['2026-06-30T23:30:00+01:00', '2026-06-30', false],
		['46054', '2026-02-01', true],
		['46054.75', '2026-02-01', true],
		['20260201', '2026-02-01', true],
		['1-Feb-2026', '2026-02-01', true],
		['1 February 2026', '2026-02-01', true],
		['29/02/2024', '2024-02-29', false]
	])('%s is %s', (text, read, normalised) => {
		expect(readDay(text)).toEqual({ day: read, normalised });
	});

	test.each([
		'30/02/2026',
		'29/02/2026',
		'11/25/2026',
		'2026-13-01',
		'01/02/26',
		'2026-02-01T25:00',
		'soon',
		'0',
		'99999',
		'00/00/0000',
		'31/04/2026 10:00',
		'15/06/1066'
	])('%s is none', (text) => expect(readDay(text)).toEqual({ day: undefined, standIn: false }));

	test.each(['1900-01-01 00:00:00', '01/01/1900', '31/12/9999', '2300-01-01'])('%s stands for none', (text) => {
		expect(readDay(text)).toEqual({ day: undefined, standIn: true });
	});

	test('is the same day in every way of writing it', () => {
		const serial = (text: string) => String(Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569);
		fc.assert(
			fc.property(day, time, (text, clock) => {
				const ways = [
					text,
					`${text} ${clock}`,
					`${text}T${clock}.000`,
					slashed(text),
					`${slashed(text)} ${clock}`,
					text.replaceAll('-', ''),
					serial(text)
				];
				const unpadded = slashed(text).replace(/\b0/g, '');
				for (const way of [...ways, unpadded]) expect(readDay(way).day).toBe(text);
			})
		);
	});

	test('never throws, and is a day in the calendar when it is one', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d/ :.TZ-]{1,24}$/)), (text) => {
				const { day: read } = readDay(text);
				if (read !== undefined) expect(new Date(`${read}T00:00:00Z`).toISOString().slice(0, 10)).toBe(read);
			})
		);
	});
});

describe('a cell', () => {
	test.each([
		['  Ada \u00a0 Byron ', 'Ada Byron'],
		['two\r\nlines', 'two lines'],
		['', undefined],
		['  ', undefined],
		['NULL', undefined],
		['None', undefined],
		['Null', 'Null'],
		['0012', '0012']
	])('%j says %j', (cell, text) => expect(readText(cell)).toBe(text));

	test('with a character no keyboard writes is found out', () => {
		for (const cell of ['a\u0000', '\u0007', 'x\u0085', '\ufffe']) expect(hasControl(cell)).toBe(true);
		for (const cell of ['Seán O’Hara', 'two\r\nlines', 'a\tb', 'زينب', '']) expect(hasControl(cell)).toBe(false);
	});

	test('is yes, no or neither', () => {
		expect(['Y', '1', 'true', 'Cancelled'].map(readFlag)).toEqual([true, true, true, true]);
		expect(['N', '0', 'False'].map(readFlag)).toEqual([false, false, false]);
		expect(readFlag('perhaps')).toBeUndefined();
	});

	test("is a sex by a return's numbers and by words", () => {
		expect(['1', '2', 'Male', 'f', 'X', 'not known'].map(readSex)).toEqual(['M', 'F', 'M', 'F', 'X', 'U']);
	});
});
