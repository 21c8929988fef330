import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as imports from '#lib/server/imports/index.ts';
import { isLayoutName } from '#lib/server/imports/layouts.ts';
import { readMapping, type Mapping } from '#lib/server/imports/mapping.ts';
import type { Source } from '#lib/server/imports/source.ts';
import type { Report } from '#lib/server/imports/types.ts';
import { command, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	layout?: string;
	dryRun?: boolean;
	goodRows?: boolean;
	json?: boolean;
}

/** `sayso import`: files or folders into one authority. Ends with 1 when a finding is an error. */
export function importCommand() {
	return command('import')
		.argument('<path...>', t('cli:options.path'))
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.option('--layout <layout>', t('cli:options.layout'))
		.option('--dry-run', t('cli:options.dry-run'))
		.option('--good-rows', t('cli:options.good-rows'))
		.action(
			run<Options>(async ({ authority, layout, dryRun, goodRows, json }, paths) => {
				const sources = await sourcesAt(paths);
				const read = await layoutOf(layout);
				const scope = await scopeOf(authority);
				const onProgress = process.stderr.isTTY && !json ? progress : undefined;
				const report = await imports.run(scope, sources, { ...read, dryRun, goodRows, t, onProgress });
				if (onProgress) process.stderr.write('\r\u001b[K');
				const failed = report.findings.some(({ severity }) => severity === 'error');
				const blocked = failed && !goodRows;
				return { json: report, lines: [...lines(report), t(closing(blocked, Boolean(dryRun)))], failed };
			})
		);
}

/** Files by name, and of a folder those that can be tables; each once. */
async function sourcesAt(paths: readonly string[]): Promise<Source[]> {
	const found = new Map<string, Source>();
	for (const path of paths) {
		const at = await stat(path).catch(() => undefined);
		if (!at) throw new WrongUse('path', { path });
		if (!at.isDirectory()) {
			found.set(resolve(path), fileAt(path));
			continue;
		}
		const entries = await readdir(path, { withFileTypes: true });
		const names = entries
			.filter((entry) => entry.isFile() && /\.(csv|txt|tsv)$/i.test(entry.name))
			.map(({ name }) => name);
		if (!names.length) throw new WrongUse('no-files', { path });
		for (const name of names.sort()) found.set(resolve(path, name), { ...fileAt(join(path, name)), fromFolder: true });
	}
	return withOwnNames([...found.values()]);
}

const fileAt = (path: string) => ({ name: basename(path), path, open: () => createReadStream(path) });

/** Where two folders have a file of one name, the report says which. */
function withOwnNames(files: readonly (Source & { path?: string })[]): Source[] {
	const several = (name: string) => files.filter((file) => file.name === name).length > 1;
	return files.map(({ path, ...file }) => ({ ...file, name: path && several(file.name) ? path : file.name }));
}

/** A published layout by name, or a mapping file. */
async function layoutOf(layout: string | undefined): Promise<{ layout?: 'ssd' | 'ssda903'; mapping?: Mapping }> {
	if (!layout) return {};
	if (isLayoutName(layout)) return { layout };
	const json = await readFile(layout, 'utf8').catch(() => undefined);
	if (json === undefined) throw new WrongUse('layout', { given: layout });
	const mapping = readMapping(json);
	if ('wrongAt' in mapping)
		throw new WrongUse(mapping.wrongAt ? 'mapping' : 'mapping-json', { given: layout, at: mapping.wrongAt });
	return { mapping };
}

function progress(step: 'reading' | 'checking' | 'writing', done: number): void {
	process.stderr.write(`\r\u001b[K${t(`cli:import.${step}`, { count: String(done) })}`);
}

function lines({ tables, findings }: Report): string[] {
	const width = Math.max(0, ...tables.map(({ name }) => name.length));
	return [
		...findings.map((finding) => {
			const { file, line, column, value, rule, severity, message } = finding;
			const place = [file, line || '', column].filter(Boolean).join(':');
			return [place, t(`cli:import.severity.${severity}`), rule, value && `“${value}”`, message]
				.filter(Boolean)
				.join('  ');
		}),
		...tables.map(({ name, ...counts }) => `${name.padEnd(width)}  ${t('cli:import.counts', { ...counts })}`)
	];
}

function closing(blocked: boolean, dryRun: boolean): string {
	if (blocked) return dryRun ? 'cli:import.would-block' : 'cli:import.blocked';
	return dryRun ? 'cli:import.dry-run' : 'cli:import.done';
}
