import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as audit from '#lib/server/audit.ts';
import { reviewsCsv, reviewsXml } from '#lib/server/exports/ssda903-files.ts';
import { inWords, isYear } from '#lib/server/exports/ssda903-words.ts';
import { ssda903, type ReturnRow } from '#lib/server/exports/ssda903.ts';
import { command, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	year: string;
	out: string;
	xml?: boolean;
	json?: boolean;
}

/** `sayso export ssda903`: the pre-check, then the files. Rows with an error are left out, and it ends with 1. */
export function exportCommand() {
	const reviews = command('export ssda903')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--year <year>', t('cli:options.year'))
		.requiredOption('--out <folder>', t('cli:options.out'))
		.option('--xml', t('cli:options.xml'))
		.action(
			run<Options>(async ({ authority, year, out, xml }) => {
				if (!isYear(year)) throw new WrongUse('year', { given: year });
				const scope = await scopeOf(authority);
				const found = await ssda903(scope, { year: Number(year) });
				const files = await write(out, found.rows, Boolean(xml));
				await audit.record(scope, 'export.made', `ssda903:${year}`);
				const words = inWords(t, found);
				const findings = words.findings.map(
					({ child, reviewId: review, reviewOn, column, value, rule, severity, message }) => ({
						child,
						review,
						reviewOn,
						column,
						value,
						rule,
						severity,
						message
					})
				);
				return {
					json: { rows: found.rows.length, excluded: found.excluded, findings, files },
					lines: [...words.lines, ...files.map((file) => t('cli:done.file', { file }))],
					failed: findings.some(({ severity }) => severity === 'error')
				};
			})
		);
	return command('export').addCommand(reviews);
}

async function write(folder: string, rows: ReturnRow[], xml: boolean): Promise<string[]> {
	await mkdir(folder, { recursive: true });
	const files = [join(folder, 'reviews.csv'), ...(xml ? [join(folder, 'reviews.xml')] : [])];
	for (const file of files) await writeFile(file, file.endsWith('.xml') ? reviewsXml(rows) : reviewsCsv(rows));
	return files;
}
