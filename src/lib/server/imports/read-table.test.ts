import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { files } from '../../../../tests/support/extract.ts';
import { readTable, type Row } from './read-table.ts';

async function read(content: string | Uint8Array, piece?: number) {
	const { header, line, encoding, rows } = await readTable(files({ 'a.csv': content }, piece)[0]!);
	const found: Row[] = [];
	for await (const row of rows) found.push(row);
	return { header, line, encoding, rows: found };
}
const cells = async (content: string | Uint8Array) => (await read(content)).rows.map((row) => row.cells);
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

describe('a table', () => {
	test.each([
		['commas', 'a,b\n1,2\n'],
		['semicolons', 'a;b\n1;2\n'],
		['tabs', 'a\tb\n1\t2\n'],
		['bars', 'a|b\n1|2\n'],
		['Windows line ends', 'a,b\r\n1,2\r\n'],
		['old Apple line ends', 'a,b\r1,2\r'],
		['no last line end', 'a,b\n1,2'],
		['quotes', '"a","b"\n"1","2"\n'],
		['a byte order mark', '\ufeffa,b\n1,2\n'],
		['a line that says the separator', 'sep=;\r\na;b\r\n1;2\r\n'],
		['empty lines about it', '\n\na,b\n\n1,2\n\n'],
		['space about its names', ' a , b \n1,2\n'],
		['empty cells beyond the header', 'a,b\n1,2,,\n']
	])('with %s is read', async (_, text) => {
		const table = await read(text);
		expect(table.header).toEqual(['a', 'b']);
		expect(table.rows.map((row) => row.cells?.slice(0, 2))).toEqual([['1', '2']]);
	});

	test.each([
		['utf-8', Buffer.from('name\nSeán O’Hara €\n')],
		['utf-8', Buffer.from('\ufeffname\nSeán O’Hara €\n')],
		['windows-1252', Buffer.from('name\nSe\u00e1n O\u0092Hara \u0080\n', 'latin1')],
		['utf-16le', utf16('\ufeffname\nSeán O’Hara €\n')],
		['utf-16le', utf16('name\nSeán O’Hara €\n')],
		['utf-16be', utf16('\ufeffname\nSeán O’Hara €\n').swap16()]
	])('in %s is read', async (encoding, bytes) => {
		const table = await read(bytes, 5);
		expect(table.encoding).toBe(encoding);
		expect(table.rows).toEqual([{ line: 2, cells: ['Seán O’Hara €'] }]);
	});

	test('whose only byte of another code page comes late is read in that code page', async () => {
		const bytes = Buffer.concat([Buffer.from(`name\n${'Ada\n'.repeat(50_000)}`), Buffer.from([0x53, 0xe9, 0x0a])]);
		expect((await read(bytes, 65_536)).rows.at(-1)).toEqual({ line: 50_002, cells: ['Sé'] });
	});

	test('says on which line a row starts, as an editor counts', async () => {
		const { rows } = await read('a,b\r\n1,"x\r\ny"\r\n2,3\r\n\r\n4,"\n\n5"\r\n6,7');
		expect(rows.map(({ line }) => line)).toEqual([2, 4, 6, 9]);
	});

	test('that is empty has no header', async () => {
		expect(await read('')).toMatchObject({ header: [], rows: [] });
		expect(await read('\n \n')).toMatchObject({ header: [], rows: [] });
	});

	test('with a quote that never closes says where, and gives the rows before it', async () => {
		expect((await read('a,b\n1,2\n3,"4\n5,6\n7,8')).rows).toEqual([
			{ line: 2, cells: ['1', '2'] },
			{ line: 3, unreadable: 'broken-quote' }
		]);
	});

	test('with a quote inside a cell says where, and goes on', async () => {
		expect((await read('a,b\n1,2\n3,x"4\n5,6')).rows).toEqual([
			{ line: 2, cells: ['1', '2'] },
			{ line: 3, unreadable: 'broken-quote' },
			{ line: 4, cells: ['5', '6'] }
		]);
	});

	test('with a row that does not end does not fill memory', async () => {
		const { rows } = await read(`a,b\n1,2\n3,"${'x'.repeat(400_000)}`, 4_096);
		expect(rows).toEqual([
			{ line: 2, cells: ['1', '2'] },
			{ line: 3, unreadable: 'row-too-long' }
		]);
	});

	test('with cells too many or too few says so', async () => {
		expect((await read('a,b\n1\n1,2,3\n4,5')).rows).toEqual([
			{ line: 2, unreadable: 'cells', cells: ['1'] },
			{ line: 3, unreadable: 'cells', cells: ['1', '2', '3'] },
			{ line: 4, cells: ['4', '5'] }
		]);
	});

	test('says what was written in it, whatever that was and however it arrives', async () => {
		const cell = fc
			.string({ unit: 'grapheme', maxLength: 12 })
			.filter((text) => text.isWellFormed() && !text.includes('\ufeff'));
		const table = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(
				table,
				fc.constantFrom(',', ';', '\t', '|'),
				fc.integer({ min: 1, max: 40 }),
				async (rows, delimiter, piece) => {
					const text = stringify([['a', 'b', 'c'], ...rows], { delimiter, quoted: true });
					expect((await read(text, piece)).rows.map((row) => row.cells)).toEqual(rows);
				}
			),
			{ numRuns: 60 }
		);
	});

	test('of any bytes at all never throws', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => void (await cells(bytes))),
			{ numRuns: 200 }
		);
	});
});
