import { expect, test } from 'vitest';
import { AUDIENCES, DEFAULT_AUDIENCE } from './audience.ts';
import { DECISIONS, needsReason } from './wish.ts';

test('a wish that is not met, or only partly, needs a reason for the child', () => {
	expect(DECISIONS.filter(needsReason)).toEqual(['partly', 'not']);
});

test('an answer is for the IRO alone until the child says otherwise', () => {
	expect(DEFAULT_AUDIENCE).toBe('only-my-iro');
	expect(AUDIENCES).toContain(DEFAULT_AUDIENCE);
});
