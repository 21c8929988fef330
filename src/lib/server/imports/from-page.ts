import { csvOf } from '../csv.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { serverTranslator } from '../words.ts';
import * as imports from './index.ts';
import { layoutMapping, readMapping, type Mapping } from './mapping.ts';
import type { Report } from './types.ts';
import * as uploads from './uploads.ts';

/** Findings a page shows; all of them are in the file. */
export const SHOWN = 300;
const ORDER = { error: 0, warning: 1, note: 2 } as const;

const ownerOf = ({ authorityId, staffId }: AuthorityScope): uploads.Owner => ({ authorityId, staffId: staffId! });

/**
 * Looks at files somebody chose, and writes nothing: what the good rows would bring, and everything that is wrong. A
 * mapping may be among them. Returns the id of the report, or why they cannot be looked at.
 */
export async function look(
	scope: AuthorityScope,
	chosen: readonly File[]
): Promise<{ id: string } | { refused: 'no-files' | 'mapping'; at?: string }> {
	const files = chosen.filter(({ name }) => name);
	const tables = files.filter(({ name }) => !isMapping(name));
	if (!tables.length) return { refused: 'no-files' };
	const mapping = (await files.find(({ name }) => isMapping(name))?.text()) ?? null;
	const read = mappingOf(mapping);
	if ('wrongAt' in read) return { refused: 'mapping', at: read.wrongAt };

	const owner = ownerOf(scope);
	const id = await uploads.keep(owner, tables);
	const names = tables.map(({ name }) => name);
	const sources = uploads.sourcesOf(owner, id, names);
	const report = await imports.run(scope, sources, {
		mapping: read,
		dryRun: true,
		goodRows: true,
		t: serverTranslator()
	});
	await uploads.note(owner, id, { names, mapping, report, taken: false });
	return { id };
}

const isMapping = (name: string): boolean => /\.json$/i.test(name);
const mappingOf = (json: string | null): Mapping | { wrongAt: string } =>
	json === null ? layoutMapping() : readMapping(json);

/** Imports that wait for each other, by authority. */
const running = new Map<string, Promise<unknown>>();

/**
 * Imports files that were looked at; with errors in them, only when the good rows are asked for. False when they are
 * gone, or taken: a second press of the button waits for the first, and does nothing.
 */
export function take(scope: AuthorityScope, id: string, goodRows: boolean): Promise<boolean> {
	const before = running.get(scope.authorityId)?.catch(() => undefined);
	const work = Promise.resolve(before).then(() => takeNow(scope, id, goodRows));
	running.set(scope.authorityId, work);
	return work;
}

async function takeNow(scope: AuthorityScope, id: string, goodRows: boolean): Promise<boolean> {
	const owner = ownerOf(scope);
	const kept = await uploads.find(owner, id);
	if (!kept || kept.taken) return false;
	const mapping = mappingOf(kept.mapping);
	if ('wrongAt' in mapping) return false;
	const sources = uploads.sourcesOf(owner, id, kept.names);
	const report = await imports.run(scope, sources, { mapping, goodRows, t: serverTranslator() });
	await uploads.note(owner, id, { ...kept, report, taken: true });
	return true;
}

/** What came of files, for the page: the first findings, errors before all else, and how many there are. Undefined when they are gone. */
export async function found(scope: AuthorityScope, id: string) {
	const kept = await uploads.find(ownerOf(scope), id);
	if (!kept) return undefined;
	const { report, taken } = kept;
	const { tables, findings } = report;
	const changes = tables.reduce((sum, { imported, updated }) => sum + imported + updated, 0);
	return {
		id,
		taken,
		tables,
		findings: findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]).slice(0, SHOWN),
		count: findings.length,
		hasErrors: findings.some(({ severity }) => severity === 'error'),
		changes
	};
}

/** The whole report as a file; undefined when it is gone. */
export async function reportCsv(scope: AuthorityScope, id: string): Promise<string | undefined> {
	const kept = await uploads.find(ownerOf(scope), id);
	return kept && csvReport(kept.report);
}

const COLUMNS = ['file', 'line', 'column', 'value', 'rule', 'severity', 'message'] as const;

function csvReport({ findings }: Report): string {
	const t = serverTranslator();
	const head = COLUMNS.map((column) => t(`imports:columns.${column}`));
	const severity = (id: string) => t(`imports:severity.${id}`);
	const rows = findings.map((finding) =>
		COLUMNS.map((column) =>
			column === 'severity' ? severity(finding.severity) : column === 'line' ? finding.line || null : finding[column]
		)
	);
	return csvOf([head, ...rows]);
}
