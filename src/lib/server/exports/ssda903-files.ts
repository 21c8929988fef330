import { stringify } from 'csv-stringify/sync';
import { slashed } from '#lib/domain/day.ts';
import type { ReturnRow } from './ssda903.ts';

/**
 * `reviews.csv`: UTF-8 without a mark, commas, days as dd/mm/yyyy. Lines end in one line feed, also the last, on every
 * machine: the file is the same byte for byte, and spreadsheets and the Department's collection take either end.
 */
export function reviewsCsv(rows: readonly ReturnRow[]): string {
	const lines = rows.map(({ child, bornOn, reviewOn, code }) => [child, slashed(bornOn), slashed(reviewOn), code]);
	return stringify([['CHILD', 'DOB', 'REVIEW', 'REVIEW_CODE'], ...lines], { escape_formulas: true });
}

/**
 * `reviews.xml`, the same rows in the Department's shape: a CHILD for each child, whose HEADER has what we hold of them
 * and an AREVIEW for each review. What the return asks for and Sayso does not hold (UPN, ETHNIC…) is not there: the
 * file is the reviews' part, to be put together with the case system's.
 */
export function reviewsXml(rows: readonly ReturnRow[]): string {
	const children = Map.groupBy(rows, ({ child }) => child);
	const lines = [...children.values()].flatMap((reviews) => [
		'\t<CHILD>',
		'\t\t<HEADER>',
		...headerOf(reviews[0]!).map((line) => `\t\t\t${line}`),
		...reviews.flatMap(({ reviewOn, code }) => [
			'\t\t\t<AREVIEW>',
			`\t\t\t\t${element('REVIEW', slashed(reviewOn))}`,
			`\t\t\t\t${element('REVIEW_CODE', code)}`,
			'\t\t\t</AREVIEW>'
		]),
		'\t\t</HEADER>',
		'\t</CHILD>'
	]);
	return ['<?xml version="1.0" encoding="UTF-8"?>', '<EXPSSDA903>', ...lines, '</EXPSSDA903>', ''].join('\n');
}

function headerOf({ child, sex, bornOn }: ReturnRow): string[] {
	return [element('CHILDID', child), ...(sex ? [element('SEX', sex)] : []), element('DOB', slashed(bornOn))];
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** An element with text: escaped, and without the characters that XML cannot hold at all. */
function element(name: string, text: string): string {
	const escaped = text
		.toWellFormed()
		// eslint-disable-next-line no-control-regex
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
		.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
	return `<${name}>${escaped}</${name}>`;
}
