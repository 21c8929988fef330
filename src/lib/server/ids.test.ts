import { afterEach, expect, test, vi } from 'vitest';
import { isId, newId } from './ids.ts';

afterEach(() => void vi.useRealTimers());

test('what was made first sorts first, also within a millisecond and when the clock is put back', () => {
	vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T10:00:00.000Z') });
	const made = Array.from({ length: 10_000 }, newId);
	vi.setSystemTime(new Date('2026-11-23T09:00:00.000Z'));
	made.push(newId());
	vi.setSystemTime(new Date('2026-11-23T11:00:00.000Z'));
	made.push(newId());
	expect([...made].sort()).toEqual(made);
	expect(new Set(made).size).toBe(made.length);
	expect(made.every(isId)).toBe(true);
	expect(made.every((id) => /^.{14}7.{4}[89ab]/.test(id))).toBe(true);
});
