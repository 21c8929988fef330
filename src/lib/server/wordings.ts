import { createHash } from 'node:crypto';
import { FORMS } from '#lib/forms/index.ts';
import type { FormDefinition } from '#lib/forms/types.ts';
import type { Language } from '#lib/i18n/languages.ts';
import type { Words } from '#lib/i18n/translator.ts';
import { wordsFor } from './words.ts';

/** Words, and the form of those who came in for one: what is alike for everybody, see client/wording.ts. */
interface Wording {
	words: Words;
	form?: FormDefinition;
}

interface Served {
	wording: Wording;
	/** The same as JSON, and where a browser finds it. */
	text: string;
	address: string;
}

/** Before anybody has come in. */
const PUBLIC = 'public';

const setOf = ({ id, version }: { id: string; version: number }): string => `${id}-${version}`;

/** Put together once: neither words nor forms change while the process runs. */
const served = new Map<string, Served>();

/** One set of one language: 'public', or a form and its version. Undefined when there is no such set. */
export function find(language: Language, set: string): Served | undefined {
	const key = `/${language.id}/wording/${set}`;
	const form = FORMS.find((one) => setOf(one) === set);
	if (!form && set !== PUBLIC) return undefined;
	const known = served.get(key) ?? put(key, { words: wordsFor(language, namespacesOf(form)), form });
	return known;
}

function namespacesOf(form: FormDefinition | undefined): string[] {
	if (!form) return ['common', 'public'];
	return ['common', 'public', form.audience === 'child' ? 'child' : 'adult', 'choices', form.id];
}

function put(key: string, wording: Wording): Served {
	const text = JSON.stringify(wording);
	// Another text has another address: what a browser has kept is never out of date.
	const address = `${key}?${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
	const made = { wording, text, address };
	served.set(key, made).set(address, made);
	return made;
}

/** Where the wording of a page is: of the form they came in for, or of the pages before that. */
export const addressFor = (language: Language, form?: { id: string; version: number }): string =>
	find(language, form ? setOf(form) : PUBLIC)!.address;

/** The wording at an address that `addressFor` gave. */
export const at = (address: string): Wording => served.get(address)!.wording;
