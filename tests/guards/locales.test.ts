import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ENGLISH, LANGUAGES } from '#lib/i18n/languages.ts';
import { LOCALES, namespaces, sentences } from '../support/locales.ts';
import { optionalFormKeys, usedKeys } from '../support/used-keys.ts';

/** Read by staff, who work in English. */
const ENGLISH_ONLY = [
	'account',
	'admin',
	'alarms',
	'audit',
	'cli',
	'exports',
	'imports',
	'invitation',
	'outgoing',
	'people',
	'staff',
	'staff-messages',
	'statistics'
];
/** The same in every language: names. */
const SAME_EVERYWHERE = new Set(['common:product']);
/** Said in English on purpose, on a page in a language that nobody has checked. */
const ALWAYS_ENGLISH = new Set(['common:draft.in-english']);
/** Names and short forms that stay in Latin letters in every script, and the example of a code. */
const LATIN_KEPT = /\b(?:IRO|SDQ|Childline|NSPCC|Sayso|K7Q4-9MX-RDW)\b/g;
const SCRIPTS: Record<string, RegExp> = { Latn: /\p{Script=Latin}/u, Arab: /\p{Script=Arabic}/u };
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const PLURAL = /_(zero|one|two|few|many|other)$/;

const english = namespaces(ENGLISH.id).sort();
const participants = english.filter((namespace) => !ENGLISH_ONLY.includes(namespace));
const allEnglish = new Map(english.flatMap((namespace) => [...full(ENGLISH.id, namespace)]));

describe('every sentence in English', () => {
	const used = usedKeys(english);
	const optional = optionalFormKeys();
	const exists = (key: string) => allEnglish.has(key) || allEnglish.has(`${key}_other`);

	test('that is asked for is there', () => {
		const missing = [...used.literal].filter(([key]) => !exists(key)).map(([key, file]) => `${key} (${file})`);
		// A namespace and one hole may be something else, such as who did it in the audit log.
		const empty = used.computed
			.filter(({ source }) => !/:\$\{[^}]*\}$/.test(source))
			.filter(({ pattern }) => ![...allEnglish.keys()].some((key) => pattern.test(stem(key))))
			.map(({ source, file }) => `${source} (${file})`);
		expect([...missing, ...empty]).toEqual([]);
	});

	test('that is there is asked for', () => {
		const isUsed = (key: string) =>
			used.literal.has(key) || used.mentioned.has(key) || used.computed.some(({ pattern }) => pattern.test(key));
		const unused = [...allEnglish.keys()].filter((key) => !isUsed(stem(key)) && !optional.has(key));
		expect(unused).toEqual([]);
	});

	test('has each plural form, and no raw bidi control', () => {
		expect(missingPlurals(ENGLISH.tag, allEnglish)).toEqual([]);
		expect([...allEnglish].filter(([, text]) => BIDI_CONTROLS.test(text))).toEqual([]);
	});

	test('about safety is known by a key that is there', () => {
		const safety = JSON.parse(readFileSync(join(LOCALES, 'safety.json'), 'utf8')) as string[];
		const lost = safety.filter((entry) =>
			entry.endsWith('.*') ? ![...allEnglish.keys()].some((key) => key.startsWith(entry.slice(0, -1))) : !exists(entry)
		);
		expect(lost).toEqual([]);
	});

	test('with a note for translators is there', () => {
		for (const file of readdirSync(join(LOCALES, 'notes')).filter((name) => name.endsWith('.json'))) {
			const namespace = file.slice(0, -'.json'.length);
			const notes = JSON.parse(readFileSync(join(LOCALES, 'notes', file), 'utf8')) as Record<string, string>;
			const known = [...allEnglish.keys()].map(stem);
			const lost = Object.keys(notes).filter(
				(key) => !known.some((path) => path === `${namespace}:${key}` || path.startsWith(`${namespace}:${key}.`))
			);
			expect(lost, file).toEqual([]);
		}
	});
});

for (const language of LANGUAGES.filter(({ id }) => id !== ENGLISH.id)) {
	describe(`every sentence in ${language.id}`, () => {
		const script = SCRIPTS[new Intl.Locale(language.tag).maximize().script ?? 'Latn']!;
		const own = namespaces(language.id);

		test('is in a file that English has too', () => {
			expect(own.filter((namespace) => !english.includes(namespace))).toEqual([]);
			expect(participants.filter((namespace) => !own.includes(namespace))).toEqual([]);
		});

		for (const namespace of own.filter((name) => english.includes(name))) {
			const source = full(ENGLISH.id, namespace);
			const target = full(language.id, namespace);

			test(`of ${namespace} is there, in the order of the English`, () => {
				const wanted = [...source.keys()].filter((key) => !ALWAYS_ENGLISH.has(key));
				expect([...new Set([...target.keys()].map(stem))]).toEqual([...new Set(wanted.map(stem))]);
				expect(missingPlurals(language.tag, target)).toEqual([]);
			});

			test(`of ${namespace} keeps its placeholders`, () => {
				const changed = [...target].filter(([key, text]) => {
					const twin = source.get(key) ?? source.get(`${stem(key)}_other`);
					return twin !== undefined && !samePlaceholders(twin, text, PLURAL.test(key));
				});
				expect(changed).toEqual([]);
			});

			test(`of ${namespace} is translated, in its own script and Western digits`, () => {
				const bare = (text: string) => text.replace(/\{\{\w+\}\}/g, '').replace(LATIN_KEPT, '');
				const wrong = [...target].filter(([key, text]) => {
					if (SAME_EVERYWHERE.has(key)) return false;
					// A frame for something else, such as a name by itself.
					if (!/\p{L}/u.test(bare(source.get(key) ?? text))) return false;
					const letters = bare(text).match(/\p{L}/gu) ?? [];
					const foreign = letters.some((letter) => !script.test(letter));
					return (
						text === source.get(key) || !letters.length || foreign || /[٠-٩۰-۹]/.test(text) || BIDI_CONTROLS.test(text)
					);
				});
				expect(wrong).toEqual([]);
			});
		}
	});
}

function full(language: string, namespace: string): Map<string, string> {
	return new Map([...sentences(language, namespace)].map(([path, text]) => [`${namespace}:${path}`, text]));
}

/** The key as the code asks for it, without its plural form. */
function stem(key: string): string {
	return key.replace(PLURAL, '');
}

/** Sentences with a count lack one of the forms this language has. */
function missingPlurals(tag: string, texts: Map<string, string>): string[] {
	const categories = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
	const counted = new Set([...texts.keys()].filter((key) => PLURAL.test(key)).map(stem));
	return [...counted].flatMap((key) => categories.map((form) => `${key}_${form}`).filter((form) => !texts.has(form)));
}

/** The forms for none, one and two may say the number in words. */
function samePlaceholders(english: string, own: string, plural: boolean): boolean {
	const names = (text: string) => new Set(text.match(/\{\{\w+\}\}/g) ?? []);
	const [wanted, found] = [names(english), names(own)];
	const missing = [...wanted].filter((name) => !found.has(name) && !(plural && name === '{{count}}'));
	return missing.length === 0 && [...found].every((name) => wanted.has(name));
}
