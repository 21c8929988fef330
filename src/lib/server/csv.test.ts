import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const read = (text: string) => parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];

describe('a file for a spreadsheet', () => {
	test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠A'])(
		'holds %j as text',
		(cell) => {
			expect(read(csvOf([['a', cell]]))).toEqual([['a', `'${cell}`]]);
		}
	);

	test('says what was in each cell, and begins none as a formula', () => {
		const cell = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[=+\-@\t\r\n"',;]{1,4}.*$/));
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 }), (rows) => {
				const back = read(csvOf(rows));
				expect(back.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')))).toEqual(
					rows.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '')))
				);
				for (const text of back.flat()) expect(text).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
			})
		);
	});

	test('writes a number as a number', () => {
		expect(csvOf([['a', 7, null]])).toBe('\ufeffa,7,\r\n');
	});
});
