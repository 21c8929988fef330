import { TALK } from '#lib/forms/engine.ts';
import type { Question } from '#lib/forms/types.ts';
import type { Translator } from '#lib/i18n/translator.ts';

/** Words that several forms share, by kind of question. */
const SHARED: Partial<Record<Question['type'], string>> = {
	faces: 'faces',
	'yes-no': 'yes-no',
	people: 'people',
	where: 'venues'
};

/** Where a question's words are. "I'd rather talk" is in no form: its words are the door's. */
export function keyOf(form: string, question: Question, part: 'label' | 'hint' | 'words'): string {
	if (question.id === TALK.id) return part === 'label' ? 'child:talk.how' : `child:talk.${part}`;
	return `${form}:questions.${question.id}.${part}`;
}

/** The words of one answer: the question's own, else those its kind shares. */
export function optionKey(t: Translator, form: string, question: Question, value: string): string {
	if (question.id === TALK.id) return `child:talk.options.${value}`;
	const own = `${form}:questions.${question.id}.options.${value}`;
	const shared = SHARED[question.type];
	return shared && !t.has(own) ? `choices:${shared}.${value}` : own;
}

/** The sentence for what is wrong: a child and an adult are told in their own way. */
export function errorKey(t: Translator, error: string): string {
	const forChild = `child:errors.${error}`;
	return t.has(forChild) ? forChild : `adult:errors.${error}`;
}

/** The ids that say more about a question: its hint and what is wrong, as far as they are there. */
export function describedBy(t: Translator, form: string, question: Question, error?: string): string | undefined {
	const ids = [t.has(keyOf(form, question, 'hint')) && `${question.id}-hint`, error && `${question.id}-error`];
	return ids.filter(Boolean).join(' ') || undefined;
}
