import type { Language } from '#lib/i18n/languages.ts';
import type { Translator } from '#lib/i18n/translator.ts';
import type { Row } from './records.ts';

/** What somebody wrote, line by line, read from the side its own script is read from. */
export interface Quote {
	lines: string[];
	dir: 'ltr' | 'rtl';
}
export interface Answer {
	label: string;
	said: string[];
	quotes: Quote[];
}
export interface Entry {
	title: string;
	facts: string[];
	answers: Answer[];
}
export interface Section {
	id: string;
	title: string;
	about: string;
	entries: Entry[];
}
/** The same for the page and for paper. */
export interface Document {
	lang: string;
	rtl: boolean;
	title: string;
	authority: string;
	lead: string[];
	sections: Section[];
}

export interface Setting {
	t: Translator;
	language: Language;
	authority: string;
	/** Staff by id. */
	staff: ReadonlyMap<string, string>;
	madeAt: string;
	forChild: boolean;
}

/** A cell as text; '' for nothing. */
export const text = (row: Row | undefined, column: string): string =>
	row?.[column] == null ? '' : String(row[column]);

export function section({ t }: Setting, id: string, entries: Entry[]): Section {
	return { id, title: t(`everything:${id}.title`), about: t(`everything:${id}.about`), entries };
}

/** From the first letter that has a side. */
export const quote = (words: string): Quote => ({
	lines: words.split(/\r?\n/),
	dir: /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u.test(words) ? 'rtl' : 'ltr'
});
export const quotes = (...words: (string | null | undefined)[]): Quote[] =>
	words.filter((one) => one).map((one) => quote(one!));
