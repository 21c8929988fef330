import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decoys } from './decoys.ts';
import { inkOf, pathOf, readDoodle, SHEET, simpler, viewOf, writeDoodle, type Doodle, type Point } from './doodle.ts';

const ring = (x: number, y: number, r: number): Point[] =>
	Array.from({ length: 40 }, (_, i) => [Math.round(x + r * Math.cos(i / 6)), Math.round(y + r * Math.sin(i / 6))]);
const FACE: Doodle = [
	{ ink: 0, points: ring(128, 128, 90) },
	{ ink: 0, points: ring(100, 100, 10) },
	{ ink: 2, points: ring(150, 100, 10) }
];

describe('a drawing', () => {
	test('comes back as it was sent, but for what trembled', () => {
		const read = readDoodle(writeDoodle(FACE)) as Doodle;
		expect(read.map(({ ink }) => ink)).toEqual([0, 0, 2]);
		expect(inkOf(read)).toBeGreaterThan(inkOf(FACE) * 0.97);
		expect(readDoodle(writeDoodle(read))).toEqual(read);
	});

	test('that is hardly there is none', () => {
		expect(readDoodle('[]')).toBe('too-little');
		expect(readDoodle('[[0,10,10,12,12]]')).toBe('too-little');
	});

	test.each([
		'',
		'[',
		'{}',
		'[[0]]',
		'[[9,1,1,200,200]]',
		'[[0,1,1,999,2]]',
		'[[0,1,1,2.5,2]]',
		'[["0",1,1]]',
		'[[0,1,1,2]]'
	])('%s is none at all', (text) => expect(['too-little', undefined]).toContain(readDoodle(text)));

	test('of too many lines is not read', () => {
		expect(readDoodle(JSON.stringify(Array.from({ length: 81 }, () => [0, 1, 1, 200, 200])))).toBeUndefined();
	});

	test('is drawn as a path, a dot too', () => {
		expect(pathOf({ ink: 0, points: [[1, 2]] })).toBe('M1 2h.1');
		expect(pathOf({ ink: 0, points: [[0, 0], [10, 10], [20, 0]] })).toBe('M0 0Q10 10 15 5L20 0'); // prettier-ignore
	});

	test('and others are shown in one square that holds them all', () => {
		const [small, wide] = [[{ ink: 0, points: [[100, 100], [110, 120]] }], [{ ink: 1, points: [[60, 90], [180, 90]] }]] as const; // prettier-ignore
		expect(viewOf([small, wide])).toBe('46 31 148 148');
	});

	test('keeps its corners when it is made simpler', () => {
		expect(simpler([[0, 0], [5, 0], [10, 0], [10, 5], [10, 10]])).toEqual([[0, 0], [10, 0], [10, 10]]); // prettier-ignore
	});
});

describe('what stands beside a drawing', () => {
	const beside = decoys(FACE, 'a seed', 11);

	test('is the same every time, also in a year: whoever compares learns nothing', () => {
		const hash = createHash('sha256').update(JSON.stringify(beside)).digest('hex').slice(0, 16);
		expect(hash).toBe('100873e2a3ab7efe');
		expect(decoys(FACE, 'another seed', 11)).not.toEqual(beside);
	});

	test('is eleven different drawings, about as full, as large and as coloured, on the sheet', () => {
		expect(new Set(beside.map((one) => JSON.stringify(one))).size).toBe(11);
		for (const one of beside) {
			expect(one.length).toBeLessThanOrEqual(FACE.length * 1.5 + 3);
			expect(new Set(one.map(({ ink }) => ink)).size).toBeLessThanOrEqual(2);
			const across = one.flatMap(({ points }) => points).map(([x]) => x);
			const down = one.flatMap(({ points }) => points).map(([, y]) => y);
			const size = Math.max(Math.max(...across) - Math.min(...across), Math.max(...down) - Math.min(...down));
			expect(size / 180).toBeGreaterThan(0.75);
			expect(size).toBeLessThanOrEqual(SHEET);
			for (const at of [...across, ...down]) expect(at >= 0 && at <= SHEET && Number.isInteger(at)).toBe(true);
		}
	});
});
