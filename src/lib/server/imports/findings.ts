import type { TFunction } from 'i18next';
import type { Severity } from '#lib/domain/ssda903.ts';

/** One thing to know about the files. */
export interface Finding {
	/** The file's name; empty when it is about all of them. */
	file: string;
	/** The line as an editor counts, 1 being the first; 0 when it is about the whole file, or all of them. */
	line: number;
	/** The column's name as the file has it; empty when it is about the whole row. */
	column: string;
	/** What is written there. A child's data: shown to who imports, never logged. */
	value: string;
	rule: string;
	severity: Severity;
	/** What is wrong and what to do. */
	message: string;
}

/** A finding before it has words. */
export interface Found {
	file: string;
	line?: number;
	column?: string | undefined;
	value?: string | undefined;
	rule: string;
	severity: Severity;
	params?: Record<string, string | number>;
	/** A sentence of its own instead of the rule's. */
	sentence?: string;
}

/** So many findings are listed; of the others only how many there are, by rule. */
export const MOST_FINDINGS = 10_000;
/** Longer values are cut: a report is no copy of the file. */
const LONGEST_SHOWN = 120;
const WEIGHT: Record<Severity, number> = { error: 0, warning: 1, note: 2 };

/**
 * The findings of one run. The first ten thousand are kept; when there are more, an error takes the place of a note or
 * a warning, so that a million notes do not hide what stops the import.
 */
export class Findings {
	/** Any finding of severity error, kept or not. */
	hasErrors = false;
	readonly #kept: Record<Severity, Found[]> = { error: [], warning: [], note: [] };
	readonly #beyond = new Map<string, { rule: string; severity: Severity; count: number }>();
	readonly #order = new Map<string, number>();

	/** Findings are listed in the order in which their files are named here. */
	file(name: string): void {
		if (!this.#order.has(name)) this.#order.set(name, this.#order.size);
	}

	add(found: Found): void {
		if (found.severity === 'error') this.hasErrors = true;
		if (this.#count < MOST_FINDINGS) return void this.#kept[found.severity].push(found);
		const room = (['note', 'warning'] as const).find((s) => WEIGHT[s] > WEIGHT[found.severity] && this.#kept[s].length);
		if (room) {
			this.#leaveOut(this.#kept[room].pop()!);
			this.#kept[found.severity].push(found);
		} else this.#leaveOut(found);
	}

	get #count(): number {
		return this.#kept.error.length + this.#kept.warning.length + this.#kept.note.length;
	}

	#leaveOut({ rule, severity }: Found): void {
		const key = `${severity} ${rule}`;
		const beyond = this.#beyond.get(key) ?? { rule, severity, count: 0 };
		beyond.count++;
		this.#beyond.set(key, beyond);
	}

	/** All that were kept, by file and line, in words; then how many more there are of each rule. */
	list(t: TFunction): Finding[] {
		const kept = [...this.#kept.error, ...this.#kept.warning, ...this.#kept.note];
		const place = ({ file }: Found) => (file === '' ? this.#order.size : (this.#order.get(file) ?? 0));
		kept.sort(
			(a, b) => place(a) - place(b) || (a.line ?? 0) - (b.line ?? 0) || WEIGHT[a.severity] - WEIGHT[b.severity]
		);
		const beyond = [...this.#beyond.values()].map(({ count, ...of }): Found => ({
			...of,
			file: '',
			params: { count },
			sentence: 'more-of-this-rule'
		}));
		return [...kept, ...beyond].map((found) => inWords(found, t));
	}
}

function inWords(
	{ file, line = 0, column = '', value = '', rule, severity, params = {}, sentence }: Found,
	t: TFunction
): Finding {
	const shown = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
	const days = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, asDay(param)]));
	const text = sentence ? t(`imports:sentences.${sentence}`, days) : t(`imports:rules.${rule}`, days);
	// The report is data as well as words: in a file or a pipe the marks about inserted text would only be in the way.
	return { file, line, column, value: shown, rule, severity, message: text.replace(/[\u2068\u2069]/g, '') };
}

/** Days in a sentence are written as in the files: dd/mm/yyyy. */
const asDay = (param: string | number): string | number =>
	typeof param === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(param) ? param.split('-').reverse().join('/') : param;
