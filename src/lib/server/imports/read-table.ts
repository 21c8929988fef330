import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { encodingOf, textOf, type Encoding } from './encoding.ts';
import type { Source } from './source.ts';

/** Why a row, or the rest of a file, could not be read. */
export type Unreadable = 'broken-quote' | 'row-too-long' | 'cells';

/** One row: the line it starts on, counted as an editor does, and its cells; or why there are none. */
export type Row = { line: number; cells: string[] } | { line: number; unreadable: Unreadable; cells?: string[] };

export interface Table {
	/** Column names as the file writes them; empty when there is not even a header. */
	header: string[];
	/** The line of the header. */
	line: number;
	encoding: Encoding;
	rows: AsyncIterable<Row>;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A header longer than this is not a header. */
const LONGEST_HEADER = 65_536;
/** A row longer than this is a quote that was never closed. */
const LONGEST_ROW = 128_000;

/**
 * A CSV file as header and rows, streamed: comma, semicolon, tab or bar; any line ends; UTF-8, UTF-16 or Windows
 * code page; line breaks in quotes; empty lines and Excel's `sep=` line left out. Never throws on what a file says:
 * what cannot be read is a row that says why.
 */
export async function readTable(source: Source): Promise<Table> {
	const encoding = await encodingOf(source);
	const text = textOf(source, encoding);
	const start = await headOf(text);
	const { skip, lines, delimiter } = shapeOf(start);
	const parser = parse({
		delimiter,
		info: true,
		relax_column_count: true,
		skip_records_with_error: true,
		max_record_size: LONGEST_ROW,
		on_skip: (failure) => void (failure && skipped.push(failure))
	});
	const skipped: CsvError[] = [];
	const input = Readable.from(rest(start.slice(skip), text));
	input.on('error', (failure) => parser.destroy(failure));
	const rows = rowsOf(input.pipe(parser), skipped, lines);
	const first = await rows.next();
	if (first.done) return { header: [], line: 1, encoding, rows };
	const header = first.value.cells ?? [];
	return {
		header: header.map((name) => name.trim()),
		line: first.value.line,
		encoding,
		rows: whole(rows, header.length)
	};
}

/** As much of the text as holds the header: up to the first line with something on it. */
async function headOf(text: AsyncGenerator<string>): Promise<string> {
	let start = '';
	while (start.length < LONGEST_HEADER && !/\S[^\r\n]*[\r\n]+(?!sep=)./.test(start)) {
		const next = await text.next();
		if (next.done) break;
		start += next.value;
	}
	return start;
}

/** What comes before the header (in characters and in lines), and what the header's cells are divided by. */
function shapeOf(start: string): { skip: number; lines: number; delimiter: string } {
	const said = /^\s*"?sep=([,;\t|])"?[^\S\r\n]*(?:\r\n|\r|\n)/i.exec(start);
	const skip = said?.[0].length ?? 0;
	const lines = skip ? start.slice(0, skip).split(/\r\n|\r|\n/).length - 1 : 0;
	if (said) return { skip, lines, delimiter: said[1]! };
	const header = start
		.trimStart()
		.split(/[\r\n]/, 1)[0]!
		.replace(/"[^"]*"/g, '');
	const count = (delimiter: string) => header.split(delimiter).length;
	const delimiter = DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
	return { skip, lines, delimiter };
}

async function* rest(start: string, text: AsyncGenerator<string>): AsyncGenerator<string> {
	yield start;
	yield* text;
}

type Parsed = { info: { lines: number; records: number }; record: string[] };

/** The parser reads ahead, so what it skipped is put back in its place; and it counts a break of two characters in quotes as two lines. */
async function* rowsOf(parser: AsyncIterable<Parsed>, skipped: CsvError[], before: number): AsyncGenerator<Row, void> {
	let last = before;
	let ahead = -before;
	for await (const { info, record } of parser) {
		while (skipped[0] && recordsBefore(skipped[0]) < info.records) {
			yield { line: last + 1, unreadable: reasonOf(skipped.shift()!) };
		}
		const breaks = record.flatMap((cell) => (/[\r\n]/.test(cell) ? cell.match(/\r\n|\r|\n/g)! : []));
		const line = info.lines - ahead - breaks.join('').length;
		last = line + breaks.length;
		ahead = info.lines - last;
		if (record.some((cell) => cell.trim())) yield { line, cells: record };
	}
	if (skipped[0]) yield { line: last + 1, unreadable: reasonOf(skipped[0]) };
}

const recordsBefore = (failure: CsvError): number => (failure as unknown as { records: number }).records;
const reasonOf = ({ code }: CsvError): Unreadable => (code === 'CSV_MAX_RECORD_SIZE' ? 'row-too-long' : 'broken-quote');

/** A row with more or fewer cells than the header has its values in the wrong columns; empty ones at the end do no harm. */
async function* whole(rows: AsyncIterable<Row>, width: number): AsyncGenerator<Row> {
	for await (const row of rows) {
		if (!row.cells) yield row;
		else if (row.cells.length >= width && row.cells.slice(width).every((cell) => !cell.trim())) yield row;
		else yield { line: row.line, unreadable: 'cells', cells: row.cells };
	}
}
