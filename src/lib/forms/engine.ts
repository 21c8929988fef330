import { AUDIENCES, DEFAULT_AUDIENCE, type Audience } from '#lib/domain/audience.ts';
import type { WishKind } from '#lib/domain/wish.ts';
import {
	FACES,
	LONGEST_WORDS,
	REPLY_STATES,
	YES_NO,
	type FormDefinition,
	type Question,
	type Replies,
	type Reply,
	type ReplyState
} from './types.ts';

/** Every question of a form, in order, whether asked or not. */
export const allQuestions = (form: FormDefinition): Question[] =>
	form.sections.flatMap(({ questions }) => [...questions]);

export const findQuestion = (form: FormDefinition, id: string): Question | undefined =>
	allQuestions(form).find((question) => question.id === id);

/** The questions to ask, given what has been said so far: one with `when` waits for its answer. */
export function steps(form: FormDefinition, replies: Replies): Question[] {
	return allQuestions(form).filter(
		({ when }) => !when || replies[when.question]?.values.some((value) => when.is.includes(value))
	);
}

/** The question after this one; undefined after the last. */
export function nextStep(form: FormDefinition, replies: Replies, id: string): Question | undefined {
	const asked = steps(form, replies);
	return asked[asked.findIndex((question) => question.id === id) + 1];
}

/** The question before this one; undefined before the first. */
export function previousStep(form: FormDefinition, replies: Replies, id: string): Question | undefined {
	const asked = steps(form, replies);
	return asked[asked.findIndex((question) => question.id === id) - 1];
}

/** Where to go on: the first question without a reply; undefined when all have one. */
export function firstOpen(form: FormDefinition, replies: Replies): Question | undefined {
	return steps(form, replies).find(({ id }) => !replies[id]);
}

/** The stable ids a question can be answered with; undefined where it takes words only. */
export function optionsOf(question: Question): readonly string[] | undefined {
	switch (question.type) {
		case 'faces':
			return FACES[question.faces];
		case 'yes-no':
			return YES_NO;
		case 'when':
			return ['good', 'bad'].flatMap((kind) =>
				question.days.flatMap((day) => question.parts.map((part) => `${kind}:${day}-${part}`))
			);
		case 'words':
			return undefined;
		case 'choose':
		case 'choose-many':
		case 'people':
		case 'where':
			return question.options;
	}
}

const takesMany = ({ type }: Question): boolean =>
	type === 'choose-many' || type === 'people' || type === 'when' || type === 'where';

/** The text fields a question posts: its words, and for people somebody else by name. */
export function fieldsOf(question: Question): readonly string[] {
	if (question.type === 'words') return ['words'];
	if (question.type === 'people') return ['who'];
	return question.words ? ['words'] : [];
}

export type ReplyError = 'unknown-choice' | 'one-only' | 'too-long';
export type Checked = { ok: true; reply: Reply } | { ok: false; error: ReplyError; reply: Reply };

/**
 * What was posted for one question, checked. Nothing is required: an empty answer is a skip. Words are kept whatever
 * the error. `people` are the ids of the child's own people, who may be chosen as `person:<id>`.
 */
export function readReply(question: Question, posted: FormData, people: readonly string[] = []): Checked {
	const words: Record<string, string> = {};
	for (const field of fieldsOf(question)) {
		const text = clean(String(posted.get(field) ?? ''));
		if (text) words[field] = text;
	}
	const values = [...new Set(posted.getAll('value').map(String))].filter(Boolean);
	const audience = posted.get('audience');
	const reply: Reply = {
		state: stateOf(posted.get('state'), values, words),
		values,
		words,
		audience: (AUDIENCES as readonly unknown[]).includes(audience) ? (audience as Audience) : DEFAULT_AUDIENCE
	};
	const error = wrongWith(question, reply, people);
	if (error) return { ok: false, error, reply };
	// Leaving a question leaves it empty, also when something had been chosen before.
	return { ok: true, reply: reply.state === 'answered' ? reply : { ...reply, values: [], words: {} } };
}

/** Fields that were kept, as the form posts them. */
export function asPosted(fields: readonly [name: string, value: string][]): FormData {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	return form;
}

function stateOf(posted: FormDataEntryValue | null, values: string[], words: Record<string, string>): ReplyState {
	if (posted !== 'answered' && (REPLY_STATES as readonly unknown[]).includes(posted)) return posted as ReplyState;
	return values.length || Object.keys(words).length ? 'answered' : 'skipped';
}

function wrongWith(question: Question, { values, words }: Reply, people: readonly string[]): ReplyError | undefined {
	const options = optionsOf(question) ?? [];
	const mine = question.type === 'people' ? people.map((id) => `person:${id}`) : [];
	if (values.some((value) => !options.includes(value) && !mine.includes(value))) return 'unknown-choice';
	if (values.length > 1 && !takesMany(question)) return 'one-only';
	return Object.values(words).some((text) => text.length > LONGEST_WORDS) ? 'too-long' : undefined;
}

/** NFC, line ends as one character, no NUL, no other control characters, no half of an emoji; nothing else is touched. */
export function clean(text: string): string {
	return (
		text
			.normalize('NFC')
			.replace(/\r\n?/g, '\n')
			// eslint-disable-next-line no-control-regex
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
			.toWellFormed()
			.trim()
	);
}

export interface FormWish {
	questionId: string;
	value: string;
	kind: WishKind;
	words: string | null;
}

/** The value of a wish that was written, not chosen. */
export const IN_WORDS = 'words';

/** Every wish in a set of replies. Questions no longer asked give none. */
export function wishesIn(form: FormDefinition, replies: Replies): FormWish[] {
	return steps(form, replies).flatMap((question) => {
		const reply = replies[question.id];
		return reply?.state === 'answered' ? wishesOf(question, reply) : [];
	});
}

/**
 * Places and times are one wish each, whose value lists all that would do ('home,school'): the IRO meets it with one of
 * them. Of topics and people each is a wish of its own, and so is what was added in words.
 */
function wishesOf(question: Question, reply: Reply): FormWish[] {
	if (!question.wish) return [];
	const { kind, values } = question.wish;
	const words = Object.values(reply.words).join('\n') || null;
	const chosen = reply.values.filter((value) => !values || values.includes(value));
	const wish = (value: string, words: string | null) => ({ questionId: question.id, value, kind, words });
	if (question.type === 'choose-many' || question.type === 'people') {
		return [...chosen.map((value) => wish(value, null)), ...(words ? [wish(IN_WORDS, words)] : [])];
	}
	if (chosen.length) return [wish(chosen.join(','), words)];
	return words && !reply.values.length ? [wish(IN_WORDS, words)] : [];
}

/** The stable ids in a wish's value. */
export const wishValues = (value: string): string[] => value.split(',');

/**
 * "I'd rather talk", on the first page: how to reach me and when. Not a question of any form, and a complete answer to
 * every one. Locale: `child:talk.*`.
 */
export const TALK = {
	id: 'rather-talk',
	type: 'choose-many',
	options: ['call', 'text', 'visit', 'before-the-meeting', 'through-someone'],
	words: true
} as const satisfies Question;

/** The chosen values that say the child may not be safe. */
export function safetyIn(question: Question, reply: Reply): string[] {
	return reply.state === 'answered' ? reply.values.filter((value) => question.safety?.includes(value)) : [];
}
