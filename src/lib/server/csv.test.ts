import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const read = (text: string) => parse(text, { bom: true, record_delimiter: '\r\n' }) as string[][];
/** What a spreadsheet looks at first, once it has skipped what it does not show. */
const first = (text: string) => text.replace(/^[\s\p{Cc}\p{Cf}]+/u, '')[0] ?? '';
const FORMULA = '=+-@＝＋－＠−﹢﹣﹦﹫';

describe('a file for a spreadsheet', () => {
	test.each([
		['=1+1'],
		['+1'],
		['-1'],
		['@SUM(A1)'],
		['\t=1'],
		['\r=1'],
		['\n=1'],
		['\r\n=1'],
		['\nwords'],
		['＝1'],
		['＋1'],
		['－1'],
		['＠A'],
		['−1'],
		['  =1'],
		['\u00a0=1'],
		['\u200b=1'],
		['\ufeff=1'],
		['\u202e=1'],
		["=cmd|' /C calc'!A0"]
	])('holds %j as text', (cell) => {
		expect(read(csvOf([['a', cell]]))).toEqual([['a', `'${cell}`]]);
	});

	test('replaces NUL, behind which a formula would be the first that is read', () => {
		expect(read(csvOf([['a', '\0=1', 'b\0c']]))).toEqual([['a', '\ufffd=1', 'b\ufffdc']]);
		expect(csvOf([['\0']])).not.toContain('\0');
	});

	test('says what was in each cell, and begins none as a formula', () => {
		const cell = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^[=+\-@＝＋－＠\t\r\n\0 \u200b"',;]{1,5}.*$/)
		);
		const bare = (text: string) => text.replaceAll('\0', '\ufffd');
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 }), (rows) => {
				const back = read(csvOf(rows));
				for (const [i, row] of rows.entries()) {
					for (const [j, text] of row.entries()) {
						expect([bare(text), `'${bare(text)}`]).toContain(back[i]![j]);
						expect(FORMULA.includes(first(back[i]![j]!)) && first(back[i]![j]!) !== '').toBe(false);
						expect(back[i]![j]).not.toMatch(/^[\t\r\n]|\0/);
					}
				}
			}),
			{ numRuns: 500 }
		);
	});

	test('writes a number as a number', () => {
		expect(csvOf([['a', 7, null, -3]])).toBe('\ufeffa,7,,-3\r\n');
	});
});
