import type { FigureRow } from '#lib/domain/statistics.ts';
import { csvOf } from '../csv.ts';
import type { Statistics } from '../statistics.ts';
import { serverTranslator } from '../words.ts';
import type { AgedFigure } from './figure.ts';
import { inWords, type RowInWords } from './words.ts';

const COLUMNS = [
	'figure',
	'title',
	'age',
	'row',
	'label',
	'numerator',
	'denominator',
	'percent',
	'base',
	'left-out',
	'from',
	'to',
	'as-at',
	'authority'
] as const;

/**
 * Every figure, row and age band as one line each with all that is needed to check it. The line of a figure as a whole
 * has no row. For a spreadsheet: a cell that could be taken for a formula is not one.
 */
export function figuresCsv({ figures, from, to, asAt, authority }: Statistics): string {
	const t = serverTranslator();
	const lines = figures.flatMap((figure) => linesOf(figure, inWords(t, figure)));
	const head = COLUMNS.map((column) => t(`statistics:csv-columns.${column}`));
	return csvOf([head, ...lines.map((line) => [...line, from, to, asAt, authority])]);
}

function linesOf(figure: AgedFigure, words: ReturnType<typeof inWords>): (string | number)[][] {
	const leftOut = figure.exclusions.map(({ reason, count }) => `${reason}: ${count}`).join('; ');
	const line = (age: string, id: string, { label, numerator, denominator }: RowInWords, { percent }: FigureRow) => [
		figure.id,
		words.label,
		age,
		id,
		id && label,
		numerator,
		denominator,
		percent ?? '',
		words.base,
		leftOut
	];
	return [
		line('', '', words, figure),
		...figure.rows.map((row, i) => line('', row.id, words.rows[i]!, row)),
		...(figure.byAge ?? []).flatMap(({ band, figure: ofAge }, a) =>
			ofAge.rows.map((row, i) => line(band, row.id, words.ages[a]!.rows[i]!, row))
		)
	];
}
