import type { TFunction } from 'i18next';
import { isDay } from '#lib/domain/day.ts';
import { formatDay } from '../format.ts';
import type { ReturnFinding, Ssda903Export } from './ssda903.ts';

/** A year whose return ends on 31 March of it. */
export const isYear = (text: string | null): text is string => /^20\d\d$/.test(text ?? '');

export type FindingInWords = ReturnFinding & { message: string };

export interface ExportInWords {
	/** What was found, each with its sentence. */
	findings: FindingInWords[];
	excluded: string[];
	notChecked: string[];
	/** All of it for a terminal. */
	lines: string[];
}

/** The pre-check's report as sentences. */
export function inWords(t: TFunction, { year, rows, excluded, findings, notChecked }: Ssda903Export): ExportInWords {
	const worded = findings.map((finding) => ({ ...finding, message: sentence(t, finding) }));
	const left = excluded.map(({ reason, count }) => t(`exports:excluded.${reason}`, { count }));
	const unchecked = notChecked.map((rule) => t('exports:rule', { rule, name: t(`exports:names.${rule}`) }));
	return {
		findings: worded,
		excluded: left,
		notChecked: unchecked,
		lines: [
			t('exports:rows', { count: rows.length, year }),
			...left,
			...(unchecked.length ? [t('exports:not-checked.text'), ...unchecked] : []),
			...worded.map(({ child, severity, message, rule }) =>
				t('exports:finding', { child, severity: t(`exports:severity.${severity}`), rule, message })
			)
		]
	};
}

function sentence(t: TFunction, { rule, params, value, reviewOn }: ReturnFinding): string {
	const said: Record<string, string | number> = { value, day: reviewOn ? inFull(reviewOn) : '' };
	for (const [name, param] of Object.entries(params)) said[name] = isDay(param) ? inFull(param) : param;
	return t(`exports:rules.${rule}`, said);
}

const inFull = (day: string): string => formatDay(day, undefined, 'short');
