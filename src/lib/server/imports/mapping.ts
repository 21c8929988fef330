import * as v from 'valibot';
import { PARTICIPATION_CODES, type ParticipationCode } from '#lib/domain/participation.ts';
import { FIELDS, KINDS, LAYOUTS, type Kind, type LayoutName, type TableLayout } from './layouts.ts';

/** What a mapping calls the tables. */
const TABLES = {
	professionals: 'professional',
	children: 'child',
	episodes: 'episode',
	unaccompanied: 'unaccompanied',
	involvements: 'involvement',
	reviews: 'review'
} as const satisfies Record<string, Kind>;

/** Fields a mapped table cannot do without. */
const REQUIRED: Record<Kind, TableLayout['required']> = {
	professional: ['id', 'name'],
	child: ['child', 'born-on'],
	episode: ['child', 'started-on'],
	unaccompanied: ['child'],
	involvement: ['child', 'professional', 'role', 'started-on'],
	review: [['child', 'care-id', 'episode-id'], 'held-on']
};

const column = v.union([v.string(), v.array(v.string())]);
const table = (kind: Kind) =>
	v.strictObject({
		file: v.optional(v.string()),
		columns: v.strictObject(v.entriesFromList(Object.keys(FIELDS[kind]), v.optional(column)))
	});

const schema = v.strictObject({
	layout: v.optional(v.picklist(['ssd', 'ssda903'])),
	tables: v.optional(
		v.strictObject(Object.fromEntries(Object.entries(TABLES).map(([name, kind]) => [name, v.optional(table(kind))])))
	),
	participation: v.optional(v.record(v.string(), v.picklist(PARTICIPATION_CODES))),
	roles: v.optional(v.record(v.string(), v.picklist(['iro', 'social-worker'])))
});

/** How one system's files and wordings translate. */
export interface Mapping {
	/** The tables a file may be. */
	tables: readonly TableLayout[];
	participation: Readonly<Record<string, ParticipationCode>>;
	/** By the text in small letters. */
	roles: Readonly<Record<string, 'iro' | 'social-worker'>>;
}

/** The published layouts as they are. */
export function layoutMapping(name?: LayoutName): Mapping {
	return { tables: name ? LAYOUTS[name] : [...LAYOUTS.ssd, ...LAYOUTS.ssda903], participation: {}, roles: {} };
}

/** Reads a mapping file. Where it is wrong, the path of the first mistake; where it is not JSON, an empty path. */
export function readMapping(json: string): Mapping | { wrongAt: string } {
	const read = v.safeParse(schema, parsed(json));
	if (!read.success) return { wrongAt: read.issues[0].path?.map(({ key }) => String(key)).join('.') ?? '' };
	const { layout, tables = {}, participation = {}, roles = {} } = read.output;
	const own = Object.entries(tables).flatMap(([name, given]) =>
		given ? [tableOf(name as keyof typeof TABLES, given)] : []
	);
	const incomplete = own.find(
		({ columns, required }) => !required.every((field) => [field].flat().some((one) => columns[one]))
	);
	if (incomplete) return { wrongAt: `tables.${incomplete.name}.columns` };
	const base = layout || !own.length ? layoutMapping(layout).tables : [];
	const lower = Object.entries(roles).map(([text, role]) => [text.toLowerCase().trim(), role]);
	return { tables: [...own, ...base], participation, roles: Object.fromEntries(lower) };
}

function parsed(json: string): unknown {
	try {
		return JSON.parse(json.replace(/^\ufeff/, ''));
	} catch {
		return undefined;
	}
}

function tableOf(name: keyof typeof TABLES, given: v.InferOutput<ReturnType<typeof table>>): TableLayout {
	const kind = TABLES[name];
	const columns = Object.fromEntries(
		Object.entries(given.columns).flatMap(([field, names]) => (names ? [[field, [names].flat()]] : []))
	) as Record<string, string[]>;
	const file = given.file ? glob(given.file) : /(?!)/;
	return {
		name,
		kind,
		layout: 'mapping',
		columns,
		required: REQUIRED[kind],
		marks: Object.values(columns).flat(),
		unread: [],
		file
	};
}

/** `LAC reviews*.csv` as a pattern for the whole name. */
const glob = (pattern: string): RegExp =>
	new RegExp(
		`^${pattern
			.replace(/[.+^${}()|[\]\\]/g, '\\$&')
			.replaceAll('*', '.*')
			.replaceAll('?', '.')}$`,
		'i'
	);

/** The order in which tables are reported. */
export const byKind = (a: TableLayout, b: TableLayout): number => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
