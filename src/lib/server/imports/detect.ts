import type { Mapping } from './mapping.ts';
import type { TableLayout } from './layouts.ts';

/** A column's name without what differs between exports: case, spaces, dashes. */
export const plainName = (name: string): string =>
	name
		.normalize('NFKC')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '_')
		.replace(/^_|_$/g, '');

/**
 * Which table a file is: the one whose own columns its header has most of; where several could be, the one its name
 * says. Undefined when it is none of them.
 */
export function tableOf(file: string, header: readonly string[], { tables }: Mapping): TableLayout | undefined {
	const given = new Set(header.map(plainName));
	const has = (name: string) => given.has(plainName(name));
	const scored = tables.map((table) => {
		const own = table.marks.filter(has).length;
		const known = Object.values(table.columns)
			.flat()
			.filter((name) => has(name!)).length;
		const complete = missingColumns(table, header).length === 0;
		const called = table.file.test(file.replace(/\.[a-z0-9]+$/i, '')) || table.file.test(file);
		return {
			table,
			known,
			score: own && known ? own + known + (complete ? 10 : 0) + (called ? 5 : 0) : called && known ? 1 : 0
		};
	});
	const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
	return best.score > 0 ? best.table : undefined;
}

/** The published names of the columns a table cannot do without and the header does not have. */
export function missingColumns(table: TableLayout, header: readonly string[]): string[] {
	const given = new Set(header.map(plainName));
	const has = (field: string) => table.columns[field]?.some((name) => given.has(plainName(name)));
	return table.required
		.filter((fields) => ![fields].flat().some(has))
		.map((fields) =>
			[fields]
				.flat()
				.flatMap((field) => table.columns[field]?.[0] ?? [])
				.join(' / ')
		);
}

export interface ReadColumns {
	/** Where each field is, by its place in the header; absent when the file does not have it. */
	at: Map<string, number>;
	/** Names of columns the layout does not know. */
	unknown: string[];
	/** Published names of columns that may be left out, and were. */
	absent: string[];
	/** Names that are there twice. */
	twice: string[];
}

/** Which column holds which field. Where two releases' names are both there, the current one is read. */
export function columnsOf(table: TableLayout, header: readonly string[]): ReadColumns {
	const names = header.map(plainName);
	const at = new Map<string, number>();
	const read = new Set<string>(table.unread.map(plainName));
	const absent: string[] = [];
	for (const [field, choices = []] of Object.entries(table.columns)) {
		const found = choices.map((choice) => names.indexOf(plainName(choice))).find((index) => index >= 0);
		if (found !== undefined) at.set(field, found);
		else if (!table.extra?.includes(field)) absent.push(choices[0]!);
		for (const choice of choices) read.add(plainName(choice));
	}
	const used = new Set(at.values());
	return {
		at,
		unknown: header.filter((name, i) => name && !read.has(names[i]!)),
		absent,
		twice: header.filter(
			(name, i) => name && names.indexOf(names[i]!) !== i && [...used].some((u) => names[u] === names[i])
		)
	};
}
