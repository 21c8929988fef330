import type { TFunction } from 'i18next';
import { rulesNotChecked } from '#lib/domain/ssda903.ts';
import * as audit from '../audit.ts';
import { holidays } from '../bank-holidays.ts';
import { today } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { bundles } from './bundles.ts';
import { checkChild } from './check-child.ts';
import { checkAmounts, checkIds, checkSiblings, findChildren, rememberFamily } from './check-together.ts';
import type { Checking } from './checking.ts';
import { Findings } from './findings.ts';
import { KINDS, type LayoutName } from './layouts.ts';
import { layoutMapping, type Mapping } from './mapping.ts';
import { professionalsOf, type Professional } from './professionals.ts';
import { readFiles, type ReadFile } from './read-files.ts';
import { codeReader } from './read-rows.ts';
import type { Source } from './source.ts';
import { Staging } from './staging.ts';
import type { Counts, Report } from './types.ts';
import { changesOf, write } from './write.ts';

export interface Options {
	/** The layout of the files; left out, each says by its columns which it is. */
	layout?: LayoutName | undefined;
	/** One system's own columns and wordings. */
	mapping?: Mapping | undefined;
	/** Say what would happen, and write nothing. */
	dryRun?: boolean | undefined;
	/** Take the good rows of files that have errors; without it one error keeps everything out. */
	goodRows?: boolean | undefined;
	/** The translator for the findings' sentences. */
	t: TFunction;
	onProgress?: ((step: 'reading' | 'checking' | 'writing', done: number) => void) | undefined;
}

/**
 * Reads files into one authority's tables: children, episodes, unaccompanied status, involvements and reviews. One error
 * in any file keeps all of them out, unless the good rows are asked for; a row with an error is never taken. What is
 * there already changes nothing. Of a dry run, `imported` and `updated` are what would be.
 */
export async function run(scope: AuthorityScope, sources: readonly Source[], options: Options): Promise<Report> {
	const findings = new Findings();
	const staging = new Staging();
	try {
		const files = await read(scope, sources, staging, findings, options);
		const counts = files.map(({ rows, unreadable }): Counts => ({
			rows,
			imported: 0,
			updated: 0,
			refused: unreadable
		}));
		const run = { staging, findings, files, options };
		await check(scope, run);
		if (!findings.hasErrors || options.goodRows) await take(scope, run, counts);
		for (const { file, count } of staging.refused()) counts[file]!.refused += count;
		return { tables: tablesOf(files, counts), findings: findings.list(options.t) };
	} finally {
		staging.close();
	}
}

interface Run {
	staging: Staging;
	findings: Findings;
	files: ReadFile[];
	options: Options;
}

async function read(
	scope: AuthorityScope,
	sources: readonly Source[],
	staging: Staging,
	findings: Findings,
	{ layout, mapping = layoutMapping(layout), onProgress }: Options
): Promise<ReadFile[]> {
	const own = await scope
		.selectFrom('participationText')
		.select(['participationText.text', 'participationText.code'])
		.execute();
	const wording = { ...Object.fromEntries(own.map(({ text, code }) => [text, code])), ...mapping.participation };
	const wordings = { code: codeReader(wording), roles: mapping.roles, today: today() };
	const onRows = () => onProgress?.('reading', staging.rows);
	return readFiles(sources, { findings, staging, mapping, wordings, onRows });
}

async function check(scope: AuthorityScope, { staging, findings, files, options }: Run): Promise<void> {
	const given = new Set(files.flatMap(({ table }) => (table ? [table.kind] : [])));
	const known = new Set((await professionalsOf(staging, scope)).keys());
	const checking: Checking = {
		findings,
		staging,
		files,
		given,
		today: today(),
		holidays: holidays(),
		professionals: known,
		unanswered: { header: 0, episodes: 0 },
		notInCare: new Map()
	};
	await findChildren(checking, scope);
	staging.sort();
	checkAmounts(checking);
	checkIds(checking);
	let done = 0;
	for await (const batch of bundles(staging, scope)) {
		for (const bundle of batch) {
			rememberFamily(bundle, checking);
			checkChild(bundle, checking);
		}
		options.onProgress?.('checking', (done += batch.length));
	}
	checkSiblings(checking);
	sayNotChecked(checking);
}

/** Rules that wanted a table nobody has, once each; and how many people were left out. */
function sayNotChecked({ findings, given, files, unanswered, notInCare }: Checking): void {
	for (const [file, count] of notInCare) {
		findings.add({ file: files[file]!.name, rule: 'left-out-not-in-care', severity: 'note', params: { count } });
	}
	const reviews = files.find(({ table }) => table?.kind === 'review');
	const without = rulesNotChecked({ header: unanswered.header === 0, episodes: unanswered.episodes === 0 });
	const wanting = reviews ? without : given.has('episode') ? (['no-review-yet'] as const) : [];
	for (const rule of wanting) {
		findings.add({
			file: reviews?.name ?? '',
			rule,
			severity: 'note',
			sentence: `not-checked-${neededFor(rule, !!reviews)}`
		});
	}
}

function neededFor(rule: string, reviews: boolean): 'header' | 'episodes' | 'reviews' {
	if (!reviews) return 'reviews';
	return rule.startsWith('INT') ? 'header' : 'episodes';
}

async function take(scope: AuthorityScope, run: Run, counts: Counts[]): Promise<void> {
	const { staging, findings, files, options } = run;
	const { dryRun, onProgress } = options;
	const professionals = await professionalsOf(staging, scope);
	let written = await takeProfessionals(scope, run, professionals, counts);
	let done = 0;
	for await (const batch of bundles(staging, scope)) {
		const changes = await changesOf(batch, scope, professionals, today());
		if (!dryRun) await write(changes, scope);
		for (const { row, outcome } of changes.outcomes) if (outcome !== 'same') counts[row.file]![outcome]++;
		for (const row of changes.recordStands) {
			const file = files[row.file]!;
			const said = { rule: 'recorded-here', severity: 'note', value: row.said.text.review } as const;
			findings.add({ ...said, file: file.name, line: row.line, column: file.columns.get('held-on') });
		}
		written ||= changes.outcomes.some(({ outcome }) => outcome !== 'same');
		onProgress?.('writing', (done += batch.length));
	}
	if (written && !dryRun) await audit.record(scope, 'import.taken', scope.authorityId);
}

async function takeProfessionals(
	scope: AuthorityScope,
	{ findings, files, options }: Run,
	professionals: ReadonlyMap<string, Professional>,
	counts: Counts[]
): Promise<boolean> {
	const changed = [...professionals.values()].filter(({ outcome }) => outcome !== 'same');
	for (const { row, outcome } of changed) {
		if (!row) continue;
		counts[row.file]![outcome === 'imported' ? 'imported' : 'updated']++;
		if (outcome !== 'linked') continue;
		const { name, columns } = files[row.file]!;
		const said = { rule: 'staff-linked', severity: 'note', value: row.said.name } as const;
		findings.add({ ...said, file: name, line: row.line, column: columns.get('name') });
	}
	if (!options.dryRun && changed.length) {
		await scope.transaction(async (tx) => {
			for (const { write } of changed) await write?.(tx);
		});
	}
	return changed.length > 0;
}

/** One entry for each table of the files, in the order they are read in. */
function tablesOf(files: readonly ReadFile[], counts: readonly Counts[]): Report['tables'] {
	const tables = new Map<string, Report['tables'][number]>();
	const order = files.flatMap(({ table }, i) => (table ? [{ table, i }] : []));
	order.sort((a, b) => KINDS.indexOf(a.table.kind) - KINDS.indexOf(b.table.kind));
	for (const { table, i } of order) {
		const sum = tables.get(table.name) ?? { name: table.name, rows: 0, imported: 0, updated: 0, refused: 0 };
		const more = counts[i]!;
		for (const field of ['rows', 'imported', 'updated', 'refused'] as const) sum[field] += more[field];
		tables.set(table.name, sum);
	}
	return [...tables.values()];
}
