import { describe, expect, test } from 'vitest';
import { nextStep, STEPS, type ReviewFacts } from './next-step.ts';

const quiet: ReviewFacts = {
	today: '2026-11-23',
	dueOn: '2027-02-01',
	meetsOn: null,
	statutoryOn: '2027-02-01',
	openFlags: 0,
	unread: 0,
	wishesWaiting: 0,
	childToAsk: true,
	overdueForms: 0
};
const near = { ...quiet, dueOn: '2026-12-07' };

describe('the next thing to do for a review', () => {
	test.each<[string, Partial<ReviewFacts>, string]>([
		['far away', {}, 'wait'],
		['20 working days before', { dueOn: '2026-12-21' }, 'ask'],
		['21 working days before', { dueOn: '2026-12-22' }, 'wait'],
		['near, the child asked', { ...near, childToAsk: false }, 'arrange'],
		['near, asked and arranged', { ...near, childToAsk: false, meetsOn: '2026-12-07' }, 'wait'],
		['a form past its day', { overdueForms: 1 }, 'chase'],
		['wishes without an answer', { wishesWaiting: 2, overdueForms: 1 }, 'answer'],
		['something came in', { unread: 1, wishesWaiting: 2 }, 'read'],
		['past the latest date', { statutoryOn: '2026-11-22', unread: 1 }, 'overdue'],
		[
			'set for after the latest date, and there is time',
			{ meetsOn: '2026-11-30', statutoryOn: '2026-11-27' },
			'overdue'
		],
		[
			'set, and the latest date is past',
			{ meetsOn: '2026-11-30', statutoryOn: '2026-11-20', childToAsk: false },
			'wait'
		],
		['the latest date is today', { statutoryOn: '2026-11-23' }, 'wait'],
		['the latest date is not known', { statutoryOn: undefined }, 'wait'],
		['the day has passed', { meetsOn: '2026-11-20', statutoryOn: '2026-11-22' }, 'record'],
		['the day is today', { meetsOn: '2026-11-23', childToAsk: false }, 'wait'],
		['a child may not be safe', { openFlags: 1, meetsOn: '2026-11-20' }, 'safety']
	])('%s: %#', (_, facts, step) => {
		expect(nextStep({ ...quiet, ...facts }, STEPS, new Set())).toBe(step);
	});

	test('is only what is theirs to do', () => {
		expect(nextStep({ ...near, openFlags: 1, unread: 3 }, ['ask', 'arrange'], new Set())).toBe('ask');
	});
});
