import { allQuestions, IN_WORDS, TALK } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import type { Question } from '#lib/forms/types.ts';
import type { Translator } from '#lib/i18n/translator.ts';

const SHARED = { faces: 'faces', 'yes-no': 'yes-no', people: 'people', where: 'venues' } as const;

/** The questions of a form in the version somebody had, in their order; how and when to talk comes first. */
export function questionsOf(instrument: string, version: number): Question[] {
	const form = findForm(instrument, version);
	return [TALK, ...(form ? allQuestions(form) : [])];
}

/** A question in the words it was asked in. */
export const labelOf = (t: Translator, instrument: string, { id }: Question): string =>
	id === TALK.id ? t('child:talk.how') : t(`${instrument}:questions.${id}.label`);

/** A choice in the words it was offered in; '' for what was only written. `names` are the child's own people by id. */
export function choiceOf(
	t: Translator,
	instrument: string,
	question: Question,
	value: string,
	names: ReadonlyMap<string, string>
): string {
	if (value === IN_WORDS) return '';
	if (value.startsWith('person:')) return names.get(value.slice('person:'.length)) ?? '';
	if (question.id === TALK.id) return t(`child:talk.options.${value}`);
	const [, kind, day, part] = /^(good|bad):(\w+)-(.+)$/.exec(value) ?? [];
	if (kind) return `${t(`choices:when.${kind}`)}: ${t(`choices:days.${day}`)} · ${t(`choices:parts.${part}`)}`;
	const own = `${instrument}:questions.${question.id}.options.${value}`;
	const shared = SHARED[question.type as keyof typeof SHARED];
	return shared && !t.has(own) ? t(`choices:${shared}.${value}`) : t(own);
}
