import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import i18next, { type i18n, type TFunction } from 'i18next';
import { ENGLISH, isChecked, languageOf, LANGUAGES, type Language } from '#lib/i18n/languages.ts';
import { isolate, type Tree, type Words } from '#lib/i18n/translator.ts';

/** The folder of locale files: beside the project's package.json, from source and from a build alike. */
function localesFolder(): string {
	let folder = dirname(fileURLToPath(import.meta.url));
	while (!existsSync(join(folder, 'locales', 'en'))) {
		if (folder === dirname(folder)) throw new Error('no locales folder above this file');
		folder = dirname(folder);
	}
	return join(folder, 'locales');
}

let loaded: i18n | undefined;
let safety: string[] = [];

function load(): i18n {
	if (loaded) return loaded;
	const folder = localesFolder();
	const resources: Record<string, Record<string, Tree>> = {};
	for (const { id } of LANGUAGES) {
		const files = readdirSync(join(folder, id)).filter((file) => file.endsWith('.json'));
		resources[id] = Object.fromEntries(
			files.map((file) => [file.slice(0, -5), JSON.parse(readFileSync(join(folder, id, file), 'utf8')) as Tree])
		);
	}
	safety = JSON.parse(readFileSync(join(folder, 'safety.json'), 'utf8')) as string[];
	loaded = i18next.createInstance();
	void loaded.init({
		resources,
		fallbackLng: ENGLISH.id,
		nsSeparator: ':',
		initAsync: false,
		showSupportNotice: false,
		interpolation: { escapeValue: false, alwaysFormat: true, format: isolated }
	} as Parameters<i18n['init']>[0]);
	return loaded;
}

/** A Latin name would turn a right-to-left sentence round. English is left plain: it is copied from a terminal. */
function isolated(value: unknown, _format?: string, language?: string): string {
	return languageOf(language)?.dir === 'rtl' && typeof value === 'string' ? isolate(value) : String(value);
}

/** A translator for text made on the server: slips, letters, the command line. Falls back to English. */
export function serverTranslator(language: Language = ENGLISH): TFunction {
	return load().getFixedT(language.id);
}

const made = new Map<string, Words>();

/**
 * The words a page needs, in one language: whole namespaces, English where a sentence is missing, and English for
 * every sentence about safety while the language has not been checked by a second person. Put together once: the files
 * do not change while the process runs.
 */
export function wordsFor(language: Language, namespaces: readonly string[]): Words {
	const key = `${language.id} ${namespaces.join()}`;
	const words = made.get(key) ?? putTogether(language, namespaces);
	made.set(key, words);
	return words;
}

/** The few words of an error page, which has no layout's. */
export function errorWords(language: Language): Words {
	const { namespaces, inEnglish } = wordsFor(language, ['common']);
	const { errors, help, leave, product } = namespaces.common!;
	const { title } = help as Tree;
	const common = { errors, help: { title }, leave, product } as Tree;
	return { language: language.id, namespaces: { common }, inEnglish };
}

function putTogether(language: Language, namespaces: readonly string[]): Words {
	const store = load();
	const bundle = (id: string, namespace: string) => (store.getResourceBundle(id, namespace) ?? {}) as Tree;
	const inEnglish: string[] = [];
	const trees = namespaces.map((namespace): [string, Tree] => {
		const english = bundle(ENGLISH.id, namespace);
		if (language.id === ENGLISH.id) return [namespace, english];
		const merged = merge(english, bundle(language.id, namespace), namespace, isChecked(language), inEnglish);
		return [namespace, merged];
	});
	return { language: language.id, namespaces: Object.fromEntries(trees), inEnglish };
}

function merge(english: Tree, own: Tree, path: string, checked: boolean, inEnglish: string[]): Tree {
	const result: Tree = { ...own };
	for (const [key, value] of Object.entries(english)) {
		const full = path.includes(':') ? `${path}.${key}` : `${path}:${key}`;
		const mine = own[key];
		if (typeof value === 'object') {
			result[key] = merge(value, typeof mine === 'object' ? mine : {}, full, checked, inEnglish);
		} else if ((!checked && isSafety(full)) || (mine === undefined && !isPluralOf(own, key))) {
			result[key] = value;
			inEnglish.push(full);
		}
	}
	return result;
}

/** locales/safety.json lists keys; one that ends in `.*` names everything under it. */
function isSafety(key: string): boolean {
	return safety.some((entry) => (entry.endsWith('.*') ? key.startsWith(entry.slice(0, -1)) : key === entry));
}

/** English `x_one` has no twin in a language with one form only: `x_other` serves. */
function isPluralOf(own: Tree, key: string): boolean {
	const stem = /^(.*)_(zero|one|two|few|many|other)$/.exec(key)?.[1];
	return stem !== undefined && `${stem}_other` in own;
}
