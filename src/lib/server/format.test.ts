import { expect, test } from 'vitest';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import { formatDay, formatMoment, formatNearDay } from './format.ts';

const arabic = languageOf('ar')!;

test.each([
	['long', 'Tuesday 24 November 2026'],
	['near', 'Tuesday 24 November'],
	['brief', 'Tue 24 Nov'],
	['short', '24 Nov 2026']
] as const)('a day in the %s style', (style, text) => {
	expect(formatDay('2026-11-24', ENGLISH, style)).toBe(text);
});

test('a day in Arabic is a Gregorian one, with the digits of the other numbers', () => {
	expect(formatDay('2026-11-24', arabic)).toBe('الثلاثاء، 24 نوفمبر 2026');
});

test('a moment is in England’s time, summer and winter', () => {
	expect(formatMoment('2026-07-01T23:30:00.000Z')).toBe('Thursday 2 July at 00:30');
	expect(formatMoment('2026-11-24T14:05:00.000Z', ENGLISH, 'stamp')).toBe('24 Nov 2026, 14:05');
	expect(formatMoment('2026-11-24T14:05:00.000Z', arabic)).toContain('14:05');
});

test('a day near today needs no year, a far one does', () => {
	expect(formatNearDay('2026-11-24', '2026-11-21')).toBe('Tuesday 24 November');
	expect(formatNearDay('2027-11-24', '2026-11-21')).toBe('Wednesday 24 November 2027');
});
