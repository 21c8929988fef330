import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isIdle, lockMinutes } from './participant-sessions.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-10-25T00:58:00.000Z') }));
afterEach(() => void vi.useRealTimers());

test.each([
	['is open while somebody is there', '2026-10-25T00:57:59.000Z', false],
	['is open to the end of its five minutes, and for what was on its way', '2026-10-25T00:52:45.000Z', false],
	['locks after them', '2026-10-25T00:52:39.000Z', true],
	['stays open where another machine’s clock is a little ahead', '2026-10-25T00:58:50.000Z', false],
	['locks where the clock was put back: nobody knows how long it was', '2026-10-25T01:02:00.000Z', true],
	['is locked until somebody was there', null, true]
])('a child’s page %s', (_, seenAt, idle) => {
	expect(isIdle(seenAt, lockMinutes(10))).toBe(idle);
});

test('the youngest are given twice as long', () => {
	expect([lockMinutes(7), lockMinutes(8), lockMinutes(undefined)]).toEqual([10, 5, 5]);
});
