import { slashed, type Day } from '#lib/domain/day.ts';
import type { Found } from './findings.ts';
import type { TableLayout } from './layouts.ts';
import { hasControl, LONGEST_VALUE, readDay, readText } from './values.ts';

/** A number in a spreadsheet's short form: an id that lost its digits. */
const MANGLED = /^\d(?:[.,]\d+)?E\+\d+$/i;

/**
 * The cells of one row by field. A field whose column the file does not have is undefined, a blank one is null; what is
 * wrong with a cell is added to `found`.
 */
export class Cells {
	readonly found: Omit<Found, 'file' | 'line'>[] = [];
	readonly #table: TableLayout;
	readonly #header: readonly string[];
	readonly #at: ReadonlyMap<string, number>;
	readonly #cells: readonly string[];

	constructor(
		table: TableLayout,
		header: readonly string[],
		at: ReadonlyMap<string, number>,
		cells: readonly string[]
	) {
		this.#table = table;
		this.#header = header;
		this.#at = at;
		this.#cells = cells;
	}

	/** The column's name in this file; empty when it is not there. */
	column(field: string): string {
		const at = this.#at.get(field);
		return at === undefined ? '' : this.#header[at]!;
	}

	/** What is written, without the space about it; empty when there is no such column. */
	raw(field: string): string {
		const at = this.#at.get(field);
		return at === undefined ? '' : (this.#cells[at] ?? '').trim();
	}

	has(field: string): boolean {
		return this.#at.has(field);
	}

	say(rule: string, severity: Found['severity'], field: string, params?: Found['params']): void {
		this.found.push({ rule, severity, column: this.column(field), value: this.raw(field), ...(params && { params }) });
	}

	get refused(): boolean {
		return this.found.some(({ severity }) => severity === 'error');
	}

	text(field: string): string | null | undefined {
		if (!this.has(field)) return undefined;
		const raw = this.raw(field);
		if (hasControl(raw)) this.say('control-character', 'error', field);
		else if (raw.length > LONGEST_VALUE) this.say('too-long', 'error', field, { longest: LONGEST_VALUE });
		else return readText(raw) ?? null;
		return null;
	}

	/** An id is text: leading zeros count. */
	id(field: string): string | null | undefined {
		const text = this.text(field);
		if (text && MANGLED.test(text)) this.say('id-mangled', 'error', field);
		return text;
	}

	/** An id a row cannot do without. */
	child(): string | null {
		const child = this.id('child') ?? null;
		if (child === null) this.say('child-blank', 'error', 'child');
		return child;
	}

	/** A day that cannot be read is an error by `rule`; one that stands for none is blank, with a note. */
	day(field: string, rule = 'date-impossible'): Day | null | undefined {
		const text = this.text(field);
		if (!text) return text as null | undefined;
		const read = readDay(text);
		if (read.day === undefined) {
			if (read.standIn) this.say('date-stand-in', 'note', field);
			else this.say(rule, 'error', field);
			return null;
		}
		const { day, normalised } = read;
		// A return's dates have one form only; a case system's tables have a date and time of any.
		if (normalised || (this.#table.layout === 'ssda903' && text !== slashed(day))) {
			this.say('date-normalised', 'note', field, { became: slashed(day) });
		}
		return day;
	}

	/** A day a row cannot do without: blank, it is an error. */
	neededDay(field: string): Day {
		const before = this.found.length;
		const day = this.day(field);
		if (!day && !this.found.slice(before).some(({ severity }) => severity === 'error'))
			this.say('date-missing', 'error', field);
		return day ?? '';
	}
}
