import { ENGLISH, languageOf, type Language } from './languages.ts';
import { speaksOwn, withNouns, type Nouns } from './nouns.ts';

/** Words of one page: namespace → nested keys, as in locales/. */
export interface Words {
	language: string;
	namespaces: Record<string, Tree>;
	/** Full keys whose sentence is English because the language is not checked and the sentence is about safety. */
	inEnglish: string[];
}
export type Tree = { [key: string]: string | Tree };
export type Values = Record<string, string | number>;

export interface Translator {
	/**
	 * The sentence for `namespace:path.to.key`. `count` picks the plural form; every other value is isolated, so that
	 * a Latin name does not turn an Arabic sentence round. A missing key is shown as itself (and fails a guard test).
	 */
	(key: string, values?: Values): string;
	has(key: string): boolean;
	/** True when this sentence is about safety and is shown in English: mark it up with its language. */
	inEnglish(key: string): boolean;
	readonly language: Language;
}

const translators = new WeakMap<Words, Map<string, Translator>>();

/**
 * A translator over the words of one page, in the authority's own words where it has some. Reads the same i18next-v4
 * files as the server, in 0.5 KB. The same words, which nobody changes, give the same one.
 */
export function translator(words: Words, nouns: Nouns = {}): Translator {
	const ofWords = translators.get(words) ?? new Map<string, Translator>();
	translators.set(words, ofWords);
	const own = JSON.stringify(nouns);
	const known = ofWords.get(own) ?? make(words, own === '{}' ? undefined : nouns);
	ofWords.set(own, known);
	return known;
}

function make(words: Words, nouns: Nouns | undefined): Translator {
	const language = languageOf(words.language)!;
	const plural = new Intl.PluralRules(language.tag);
	const english = new Set(words.inEnglish);

	const find = (key: string): string | undefined => {
		const [namespace, path] = split(key);
		let node: string | Tree | undefined = words.namespaces[namespace];
		for (const part of path.split('.')) node = typeof node === 'object' ? node[part] : undefined;
		if (typeof node !== 'string') return undefined;
		return nouns && language.id === ENGLISH.id && speaksOwn(namespace) ? withNouns(node, nouns) : node;
	};
	const t = (key: string, values: Values = {}) => {
		const form = typeof values.count === 'number' ? plural.select(values.count) : undefined;
		const text = (form && (find(`${key}_${form}`) ?? find(`${key}_other`))) ?? find(key) ?? key;
		return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
			const value = values[name];
			return value === undefined ? whole : typeof value === 'number' ? String(value) : isolate(value);
		});
	};
	return Object.assign(t, {
		has: (key: string) => find(key) !== undefined,
		inEnglish: (key: string) => english.has(key),
		language
	});
}

/** Puts first-strong isolates round inserted text, so that it cannot reorder what is about it. */
export const isolate = (text: string): string => `\u2068${text}\u2069`;

function split(key: string): [namespace: string, path: string] {
	const colon = key.indexOf(':');
	return [key.slice(0, colon), key.slice(colon + 1)];
}
