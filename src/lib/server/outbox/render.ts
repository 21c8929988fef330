import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import type { Nouns } from '#lib/i18n/nouns.ts';
import { translator } from '#lib/i18n/translator.ts';
import { wordsFor } from '../words.ts';
import type { Channel } from './lease.ts';
import { templateOf } from './templates.ts';

/** What leaves: plain text only. */
export interface Rendered {
	subject: string;
	body: string;
}

const ISOLATES = /[\u2066-\u2069]/g;
/** What no line of text holds; a line end is kept where it is asked for. */
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROLS_BUT_LINES = /[^\P{Cc}\n]+/gu;

/** One line, whatever was put into it: a header cannot be ended from inside. */
export const oneLine = (text: string): string => text.replace(CONTROLS, ' ').trim();

/** A message in words, the authority's own where it has some. Undefined when this version knows no such template. */
export function render(
	template: string,
	channel: Channel,
	languageId: string,
	values: Record<string, string>,
	nouns: Nouns = {}
): Rendered | undefined {
	const namespace = namespaceOf(template);
	if (!namespace) return undefined;
	const language = languageOf(languageId) ?? ENGLISH;
	const t = translator(wordsFor(language, [namespace]), nouns);
	const say = (part: string) => tidy(t(`${namespace}:${template}.${part}`, values), language.dir);
	return channel === 'text'
		? { subject: '', body: say('text') }
		: { subject: oneLine(say('subject')), body: say('body') };
}

/** What a template is called on a list: its subject, with nothing of any one message. */
export function titleOf(template: string): string {
	const namespace = namespaceOf(template);
	if (!namespace) return template;
	return translator(wordsFor(ENGLISH, [namespace]))(`${namespace}:${template}.subject`).replace(/\{\{\w+\}\}/g, '…');
}

function namespaceOf(template: string): 'staff-messages' | 'messages' | undefined {
	const known = templateOf(template);
	return known && (known.for === 'staff' ? 'staff-messages' : 'messages');
}

/** Names stay isolated among right-to-left words; an address on the web never is, or it would not open. */
function tidy(text: string, dir: 'ltr' | 'rtl'): string {
	const clean = text.replace(CONTROLS_BUT_LINES, ' ');
	return dir === 'ltr' ? clean.replace(ISOLATES, '') : clean.replace(/\u2068(https?:\/\/[^\u2069]*)\u2069/g, '$1');
}
