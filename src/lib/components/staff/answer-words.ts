import { IN_WORDS, TALK } from '#lib/forms/engine.ts';
import type { Question } from '#lib/forms/types.ts';
import type { Translator } from '#lib/i18n/translator.ts';

/** The child's own people, by id: an answer can name one as `person:<id>`. */
export type Names = Record<string, string>;

const PLACES_OF_CHOICES = { people: 'people', where: 'venues', 'yes-no': 'yes-no', faces: 'faces' } as const;

/** A question in the words it was asked in. */
export function questionLabel(t: Translator, form: string, questionId: string): string {
	return questionId === TALK.id ? t('staff:talk.label') : t(`${form}:questions.${questionId}.label`);
}

/** A choice in the words it was offered in; '' for what was only written. */
export function choiceLabel(t: Translator, form: string, question: Question, value: string, names: Names = {}): string {
	if (value === IN_WORDS) return '';
	if (value.startsWith('person:')) return names[value.slice('person:'.length)] ?? t('staff:talk.somebody');
	if (question.id === TALK.id) return t(`staff:talk.options.${value}`);
	const own = `${form}:questions.${question.id}.options.${value}`;
	if (t.has(own)) return t(own);
	return question.type === 'when' ? time(t, value) : t(`choices:${place(question)}.${value}`);
}

/** 'good:monday-after-school' is a day and a part of it; good or bad is said by `isGoodTime`. */
function time(t: Translator, value: string): string {
	const [, day = '', part = ''] = /^(?:good|bad):(\w+)-(.+)$/.exec(value) ?? [];
	return `${t(`choices:days.${day}`)} · ${t(`choices:parts.${part}`)}`;
}

/** Whether a chosen time suits; undefined for what is no time. */
export function isGoodTime(value: string): boolean | undefined {
	return /^(good|bad):/.test(value) ? value.startsWith('good:') : undefined;
}

const place = ({ type }: Question): string => PLACES_OF_CHOICES[type as keyof typeof PLACES_OF_CHOICES] ?? 'options';
