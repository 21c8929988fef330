import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet takes for the beginning of a formula, in the forms of every keyboard; with what it may skip before it. */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b]|[\t\r\n])/u;

/**
 * One cell's text as a spreadsheet is to show it: one that begins as a formula does (= + - @, the full-width and small
 * forms, a tab, a line break, blank or unseen characters before any of them) gets an apostrophe before it, so that it
 * is only text. NUL, at which some programs stop reading, is replaced.
 */
export function csvCell(text: string): string {
	const whole = text.replaceAll('\0', '\ufffd');
	return FORMULA.test(whole) ? `'${whole}` : whole;
}

/** Rows as a CSV file for a spreadsheet: UTF-8 with the mark Excel looks for, and no cell that is a formula. */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
	stringify(
		rows.map((row) => row.map((cell) => (typeof cell === 'string' ? csvCell(cell) : cell))),
		{ bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ }
	);
