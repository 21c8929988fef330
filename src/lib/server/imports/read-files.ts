import { Cells } from './cells.ts';
import { columnsOf, missingColumns, tableOf } from './detect.ts';
import type { Findings, Found } from './findings.ts';
import type { TableLayout } from './layouts.ts';
import type { Mapping } from './mapping.ts';
import { readRow, type LeftOut, type Wordings } from './read-rows.ts';
import { readTable, type Row, type Table } from './read-table.ts';
import type { Source } from './source.ts';
import type { Staging } from './staging.ts';

/** One file of the run, read. */
export interface ReadFile {
	name: string;
	/** Undefined when it is none of the tables, or cannot be read at all. */
	table: TableLayout | undefined;
	/** Which column of the file holds each field, by its name. */
	columns: ReadonlyMap<string, string>;
	rows: number;
	/** Rows that could not even be staged. */
	unreadable: number;
}

interface Reading {
	findings: Findings;
	staging: Staging;
	mapping: Mapping;
	wordings: Wordings;
	onRows(count: number): void;
}

/** How often progress is told, in rows. */
const TELL_EVERY = 5_000;

/** Reads every file into the staging, with what is wrong with each file, row and cell. */
export async function readFiles(sources: readonly Source[], reading: Reading): Promise<ReadFile[]> {
	const files: ReadFile[] = [];
	for (const source of sources) files.push(await readFile(source, files.length, reading));
	if (sources.length && files.every(({ table }) => !table)) {
		reading.findings.add({ file: '', rule: 'nothing-to-read', severity: 'error' });
	}
	return files;
}

async function readFile(source: Source, index: number, reading: Reading): Promise<ReadFile> {
	const { name } = source;
	const file: ReadFile = { name, table: undefined, columns: new Map(), rows: 0, unreadable: 0 };
	reading.findings.file(name);
	const read = await readTable(source);
	const say = (found: Omit<Found, 'file'>) => reading.findings.add({ file: name, ...found });
	if (!read.header.some(Boolean)) say({ rule: 'empty-file', severity: 'error' });
	else {
		file.table = tableOf(name, read.header, reading.mapping);
		if (file.table) await readKnown(file, file.table, index, read, reading);
		else
			say({
				line: read.line,
				rule: 'unknown-table',
				severity: isExpected(source, read) ? 'note' : 'error',
				value: read.header.join(', ')
			});
	}
	return file;
}

/** An extract has many more tables than are read here; they come along with a folder, and say by their names what they are. */
const isExpected = ({ fromFolder, name }: Source, { header }: Table): boolean =>
	fromFolder === true || /^ssd_/i.test(name) || header[0]?.toUpperCase() === 'CHILD';

async function readKnown(
	file: ReadFile,
	table: TableLayout,
	index: number,
	read: Table,
	reading: Reading
): Promise<void> {
	const { header, line } = read;
	const { at, unknown, absent, twice } = columnsOf(table, header);
	const say = (rule: string, severity: Found['severity'], params: Found['params'], value = '') =>
		reading.findings.add({ file: file.name, line, rule, severity, params: { table: table.name, ...params }, value });
	file.columns = new Map([...at].map(([field, place]) => [field, header[place]!]));
	const missing = missingColumns(table, header);
	if (missing.length)
		return say('missing-columns', 'error', { expected: missing.join(', '), found: header.join(', ') });
	if (twice.length) return say('column-twice', 'error', { columns: twice.join(', ') });
	if (absent.length) say('absent-columns', 'note', { columns: absent.join(', ') });
	if (unknown.length) say('unknown-columns', 'note', { columns: unknown.join(', ') }, unknown.join(', '));
	const leftOut = new Map<LeftOut, number>();
	for await (const row of read.rows) {
		if (++file.rows % TELL_EVERY === 0) reading.onRows(file.rows);
		const why = stage(row, file, table, index, header, at, reading);
		if (why) leftOut.set(why, (leftOut.get(why) ?? 0) + 1);
	}
	if (!file.rows) say('no-rows', 'note', {});
	for (const [why, count] of leftOut) {
		reading.findings.add({ file: file.name, rule: `left-out-${why}`, severity: 'note', params: { count } });
	}
}

function stage(
	row: Row,
	file: ReadFile,
	table: TableLayout,
	index: number,
	header: readonly string[],
	at: ReadonlyMap<string, number>,
	{ findings, staging, wordings }: Reading
): LeftOut | undefined {
	const { line } = row;
	if ('unreadable' in row) {
		file.unreadable++;
		const params = { expected: header.length, found: row.cells?.length ?? 0 };
		return void findings.add({ file: file.name, line, rule: row.unreadable, severity: 'error', params });
	}
	const cells = new Cells(table, header, at, row.cells);
	const read = readRow(table, cells, wordings);
	// Of a row that is none of ours, what else is wrong with it is none of ours either.
	if ('leftOut' in read) return read.leftOut;
	const { child, key, said } = read;
	const refused = cells.refused;
	for (const found of once(cells.found)) findings.add({ ...found, file: file.name, line });
	staging.add({ kind: table.kind, file: index, line, child, key, said, refused });
	if (table.kind === 'episode' && child && !refused) {
		const { careId } = said as { careId?: string | null };
		if (careId) staging.link('care', careId, child);
		if (key) staging.link('episode', key, child);
	}
	return undefined;
}

/** A cell may be looked at twice; it is wrong once. */
function once(found: Cells['found']): Cells['found'] {
	return found.filter(
		({ rule, column }, i) => found.findIndex((one) => one.rule === rule && one.column === column) === i
	);
}
