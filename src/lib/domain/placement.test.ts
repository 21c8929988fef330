import { describe, expect, test } from 'vitest';
import { carersChanged, type Stay } from './placement.ts';

const stay = (id: string, startedOn: string, reasonStarted: string | null, endedOn: string | null = null): Stay => {
	return { id, startedOn, reasonStarted, endedOn };
};
const first = stay('a', '2026-01-10', 'S', '2026-11-20');
const asked = { episodeId: 'a', on: '2026-11-02' };
const TODAY = '2026-11-23';

describe('whether a child still lives with the carers who were asked', () => {
	test.each([
		['nothing is known', [], false],
		['the same episode goes on', [stay('a', '2026-01-10', 'S')], false],
		['it ends today, and care with it', [stay('a', '2026-01-10', 'S', TODAY)], true],
		['it ends tomorrow', [stay('a', '2026-01-10', 'S', '2026-11-24')], false],
		['the legal status changes', [first, stay('b', '2026-11-20', 'L')], false],
		['they move house with their carers', [first, stay('b', '2026-11-20', 'T')], false],
		['both at once', [first, stay('b', '2026-11-20', 'U')], false],
		['the child moves to other carers', [first, stay('b', '2026-11-20', 'P')], true],
		['and the legal status changes too', [first, stay('b', '2026-11-20', 'B')], true],
		['they came back into care', [first, stay('b', '2026-11-21', 'S')], true],
		['nobody says why there is a new episode', [first, stay('b', '2026-11-20', null)], true],
		[
			'they moved, and then the legal status changed',
			[first, stay('b', '2026-11-20', 'P'), stay('c', TODAY, 'L')],
			true
		],
		['the move is tomorrow', [stay('a', '2026-01-10', 'S', '2026-11-24'), stay('b', '2026-11-24', 'P')], false]
	])('%s', (_, stays, changed) => {
		expect(carersChanged(stays, asked, TODAY)).toBe(changed);
		expect(carersChanged(stays.toReversed(), asked, TODAY)).toBe(changed);
	});

	test('a move before the day they were asked, written down after it, is known by the episode', () => {
		const late = [stay('a', '2026-01-10', 'S', '2026-10-30'), stay('b', '2026-10-30', 'P')];
		expect(carersChanged(late, asked, TODAY)).toBe(true);
		expect(carersChanged(late, { ...asked, episodeId: 'b' }, TODAY)).toBe(false);
		expect(carersChanged(late, { ...asked, episodeId: null }, TODAY)).toBe(false);
	});
});
