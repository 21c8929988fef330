import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { allQuestions, fieldsOf, optionsOf, TALK } from '#lib/forms/engine.ts';
import { FORMS } from '#lib/forms/index.ts';
import type { Question as AQuestion, Reply } from '#lib/forms/types.ts';
import { render } from '../../../../tests/support/render.ts';
import { pictureOf } from './pictures.ts';
import type { QuestionProps } from './props.ts';
import Question, { KINDS } from './Question.svelte';

const PEOPLE = [
	{ id: 'p1', name: 'Grace', relationship: 'foster-carer' },
	{ id: 'p2', name: 'سامي', relationship: 'father' }
];

const ask = (props: QuestionProps, language = 'en') =>
	render(Question, props as QuestionProps & Record<string, unknown>, { language });

const FORM = 'older-child';
const questions = allQuestions(FORMS.find(({ id }) => id === FORM)!);

/** One question of each kind, the one with the most to it. */
const examples = (Object.keys(KINDS) as AQuestion['type'][]).map((type) => {
	const found = questions.filter((question) => question.type === type);
	return { type, question: (found.find((question) => 'words' in question && question.words) ?? found[0])! };
});

/** Every start tag of this kind, as its attributes. */
function tags(html: string, name: string): Record<string, string>[] {
	return [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, 'g'))].map(([, attributes]) =>
		Object.fromEntries(
			[...attributes!.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, key, value]) => [key, value ?? ''])
		)
	);
}
const inputs = (html: string) => tags(html, 'input');
const areas = (html: string) => tags(html, 'textarea');
const unescape = (value: string) => value.replaceAll('&amp;', '&');

describe.each(examples)('a question of the kind $type', ({ question }) => {
	const mine = question.type === 'people' ? ['person:p1', 'person:p2'] : [];
	// Whoever is there by name stands for their role.
	const offered = (optionsOf(question) ?? []).filter((value) => question.type !== 'people' || value !== 'father');
	const chosen = [...offered].slice(0, question.type === 'faces' || question.type === 'yes-no' ? 1 : 2);
	const words = Object.fromEntries(fieldsOf(question).map((field) => [field, 'Me & <you>']));
	const reply: Reply = { state: 'answered', values: question.type === 'choose' ? chosen.slice(0, 1) : chosen, words };

	test('posts its answers as `value`, and its boxes by their names, in native inputs', () => {
		const html = ask({ form: FORM, question, people: PEOPLE });
		expect(
			inputs(html)
				.map(({ value }) => unescape(value!))
				.sort()
		).toEqual([...mine, ...offered].sort());
		expect(inputs(html).every(({ name, type }) => name === 'value' && /^(radio|checkbox)$/.test(type!))).toBe(true);
		expect(areas(html).map(({ name }) => name)).toEqual(fieldsOf(question));
	});

	test('has nothing chosen until somebody chooses, and nothing that must be filled in', () => {
		const html = ask({ form: FORM, question, people: PEOPLE });
		expect(inputs(html).filter((input) => 'checked' in input)).toEqual([]);
		expect(html).not.toMatch(/\brequired\b/);
	});

	test('shows what was said before', () => {
		const html = ask({ form: FORM, question, reply, people: PEOPLE });
		const checked = inputs(html).filter((input) => 'checked' in input);
		expect(checked.map(({ value }) => value)).toEqual(reply.values);
		for (const field of fieldsOf(question)) {
			expect(html).toMatch(new RegExp(`<textarea[^>]*name="${field}"[^>]*>Me &amp; &lt;you(>|&gt;)`));
		}
	});

	test('is a heading that names the group or the box, and the first input carries the question', () => {
		const html = ask({ form: FORM, question, people: PEOPLE });
		const named = question.type === 'words' ? /<h1[^>]*>\s*<label for="([\w-]+)"/ : /<fieldset[^>]*><legend[^>]*><h1/;
		expect(html).toMatch(named);
		expect((inputs(html)[0] ?? areas(html)[0])!.id).toBe(question.id);
		expect(ask({ form: FORM, question, level: 2 })).toMatch(/<h2/);
	});

	test('ties what is wrong to the inputs', () => {
		const html = ask({ form: FORM, question, error: 'too-long', people: PEOPLE });
		const [first] = question.type === 'words' ? areas(html) : tags(html, 'fieldset');
		const described = first!['aria-describedby']!.split(' ');
		expect(described).toContain(`${question.id}-error`);
		for (const id of described) expect(html).toContain(`id="${id}"`);
		expect(html).toContain('Please make it a bit shorter');
	});

	test('has words for every answer, in English and in Arabic, and never a key', () => {
		for (const language of ['en', 'ar']) {
			const html = ask({ form: FORM, question, people: PEOPLE, reply, error: 'too-long' }, language);
			expect(html.replace(/<[^>]*>/g, ' ')).not.toMatch(/[a-z-]+:[a-z-]+\.[a-z]/);
		}
		const texts = ask({ form: FORM, question }, 'ar').replace(/<[^>]*>/g, '');
		expect(texts).toMatch(/\p{Script=Arabic}/u);
	});

	test('lets what is written run in its own direction, and sends it nowhere to be spelled', () => {
		for (const area of areas(ask({ form: FORM, question }))) {
			expect(area).toMatchObject({ dir: 'auto', autocomplete: 'off', spellcheck: 'false' });
		}
	});
});

describe('a question about safety', () => {
	const question = questions.find(({ id }) => id === 'safe-at-home')!;

	test('stays in English while the Arabic has not been checked, says so, and offers an interpreter once', () => {
		const html = ask({ form: FORM, question }, 'ar');
		expect(html).toMatch(/<span lang="en" dir="ltr"[^>]*>Do you feel safe/);
		expect(html).toMatch(/<span lang="en" dir="ltr"[^>]*>Yes, I feel safe/);
		expect(html.match(/class="prompt/g)).toHaveLength(1);
	});
	test('has no such mark on an English page', () => {
		expect(ask({ form: FORM, question })).not.toMatch(/lang="en"/);
	});
});

test('"I\'d rather talk" is asked in the words of the door', () => {
	const html = ask({ form: FORM, question: TALK, level: 2 });
	expect(html).toContain('How do you want to talk?');
	expect(html).toContain('Call me');
});

test('a name is kept apart from the direction of the page', () => {
	const question = questions.find(({ type }) => type === 'people')!;
	expect(ask({ form: FORM, question, people: PEOPLE })).toMatch(/<bdi[^>]*>سامي<\/bdi>/);
});

test('every question of every form has its picture in the sprite, where it has one', () => {
	const sprite = readFileSync('static/symbols.svg', 'utf8');
	const values = FORMS.flatMap(allQuestions).flatMap((question) => {
		const options = question.type === 'when' ? question.parts : (optionsOf(question) ?? []);
		if (question.type === 'faces') return options.map((face) => `face-${face}`);
		if (question.type === 'where') return [...options];
		return options.map(pictureOf).filter((name) => name !== undefined);
	});
	const missing = [...new Set(values)].filter((name) => !sprite.includes(`id="${name}"`));
	expect(missing).toEqual([]);
});
