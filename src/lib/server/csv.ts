import { stringify } from 'csv-stringify/sync';

/**
 * Rows as a CSV file for a spreadsheet: UTF-8 with the mark Excel looks for. A cell that begins as a formula does
 * (= + - @, a tab, a line break, or the full-width forms) gets an apostrophe before it, so that it is only text.
 */
export const csvOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
	stringify(rows as (string | number | null)[][], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
