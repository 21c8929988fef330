import { describe, expect, test } from 'vitest';
import { AUDIENCES } from './audience.ts';
import { mayRead, mayReadAdults, maySeeSafety, READERS } from './reading.ts';

const MATRIX = {
	//                everyone  only-my-iro  talk-to-me-first
	iro: [true, true, true],
	manager: [true, false, false],
	'social-worker': [true, false, false],
	colleague: [true, false, false],
	other: [false, false, false]
} as const;

describe('who may read what a child answered', () => {
	const cases = READERS.flatMap((reader) =>
		AUDIENCES.map((audience, i) => [reader, audience, MATRIX[reader][i]!] as const)
	);
	test.each(cases)('%s, answer for %s: %s', (reader, audience, expected) => {
		expect(mayRead(reader, audience)).toBe(expected);
	});

	test('a parent’s or carer’s form is for those who work with the child', () => {
		expect(READERS.filter(mayReadAdults)).toEqual(['iro', 'manager', 'social-worker', 'colleague']);
	});

	test('a sign that a child is not safe is for the IRO and the manager', () => {
		expect(READERS.filter(maySeeSafety)).toEqual(['iro', 'manager']);
	});
});
