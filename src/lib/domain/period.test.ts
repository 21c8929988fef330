import { expect, test } from 'vitest';
import { periodOf, usualPeriods } from './period.ts';

test('the usual periods are return years and the last whole quarter', () => {
	expect(usualPeriods('2026-11-21')).toEqual({
		'this-return-year': { from: '2026-04-01', to: '2027-03-31' },
		'last-return-year': { from: '2025-04-01', to: '2026-03-31' },
		'last-quarter': { from: '2026-07-01', to: '2026-09-30' }
	});
	expect(usualPeriods('2026-03-31')).toEqual({
		'this-return-year': { from: '2025-04-01', to: '2026-03-31' },
		'last-return-year': { from: '2024-04-01', to: '2025-03-31' },
		'last-quarter': { from: '2025-10-01', to: '2025-12-31' }
	});
});

test('a period is two days in order', () => {
	expect(periodOf('2026-01-01', '2026-01-01')).toEqual({ from: '2026-01-01', to: '2026-01-01' });
	expect(periodOf('2026-01-02', '2026-01-01')).toBeUndefined();
	expect(periodOf('2026-02-30', '2026-03-01')).toBeUndefined();
	expect(periodOf(null, '2026-03-01')).toBeUndefined();
});
