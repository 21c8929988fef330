import { expect, test } from 'vitest';
import { TooBusy } from '../too-busy.ts';
import { argonFits, argonHash, argonQueue } from './argon.ts';

test('two are made at a time, twenty wait, and one more is told to come back', async () => {
	const asked = Array.from({ length: 23 }, (_, i) => argonHash(`secret ${i}`));
	expect(argonQueue()).toEqual({ running: 2, waiting: 20 });
	const done = await Promise.allSettled(asked);
	expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(22);
	expect(done.map((one) => one.status === 'rejected' && one.reason).filter(Boolean)).toEqual([expect.any(TooBusy)]);
	expect(argonQueue()).toEqual({ running: 0, waiting: 0 });
});

test('a hash fits its secret and no other, and one that is none leaves the queue as it was', async () => {
	const stored = await argonHash('a long enough password');
	expect(await argonFits(stored, 'a long enough password')).toBe(true);
	expect(await argonFits(stored, 'another password')).toBe(false);
	await expect(argonFits('no hash', 'x')).rejects.toThrow();
	expect(argonQueue()).toEqual({ running: 0, waiting: 0 });
});
