import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { allQuestions, optionsOf } from './engine.ts';
import frozen from './frozen.json' with { type: 'json' };
import { currentForm, findForm, FORMS, formForChild } from './index.ts';
import { isSealed } from './sealed.ts';

const fingerprint = (form: object) => createHash('sha256').update(JSON.stringify(form)).digest('hex');

describe('a released form', () => {
	test('never changes: what a child answered stays what they were asked', () => {
		const now = Object.fromEntries(FORMS.map((form) => [`${form.id}@${form.version}`, fingerprint(form)]));
		expect(now, 'copy the form to its next version and change that').toEqual(frozen);
	});

	test('is data: nothing is lost when it is written as JSON', () => {
		for (const form of FORMS) expect(JSON.parse(JSON.stringify(form))).toEqual(form);
	});
});

describe('every form', () => {
	for (const form of FORMS) {
		const questions = allQuestions(form);

		test(`${form.id}@${form.version} asks each question once and under a stable name`, () => {
			const ids = questions.map(({ id }) => id);
			expect(new Set(ids).size).toBe(ids.length);
			for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
		});

		test(`${form.id}@${form.version} only points at answers it offers, and at questions asked before`, () => {
			for (const [index, question] of questions.entries()) {
				const own = [question.safety, question.advocate, question.wish?.values].flatMap((values) => values ?? []);
				expect(optionsOf(question), question.id).toEqual(expect.arrayContaining(own));
				if (!question.when) continue;
				const { question: id, is } = question.when;
				const earlier = questions.slice(0, index).find((other) => other.id === id);
				expect(earlier, question.id).toBeDefined();
				expect(optionsOf(earlier!), question.id).toEqual(expect.arrayContaining([...is]));
			}
		});

		test(`${form.id}@${form.version} measures no indicator twice`, () => {
			const measured = questions.flatMap(({ indicator }) => indicator ?? []);
			expect(new Set(measured).size).toBe(measured.length);
		});
	}

	test('for a child offers an advocate, and asks about being safe', () => {
		for (const form of FORMS.filter(({ audience }) => audience === 'child')) {
			const questions = allQuestions(form);
			expect(
				questions.some(({ advocate }) => advocate),
				form.id
			).toBe(true);
			expect(
				questions.some(({ safety }) => safety),
				form.id
			).toBe(true);
		}
	});
});

test('a child gets the form for their age', () => {
	const form = (age: number) => formForChild(age)?.id;
	expect([7, 8, 11, 12, 17, 18].map(form)).toEqual([
		undefined,
		'older-child',
		'older-child',
		'young-person',
		'young-person',
		'young-person'
	]);
});

test('a form is found by its name and version, and the newest by its name', () => {
	expect(findForm('parent', 1)?.id).toBe('parent');
	expect(findForm('parent', 99)).toBeUndefined();
	expect(currentForm('foster-carer')?.version).toBe(1);
	expect(currentForm('nothing')).toBeUndefined();
});

test('an answer that says a child may not be safe is kept sealed, and so is what is asked because of it', () => {
	for (const form of FORMS) {
		const telling = allQuestions(form).filter(({ safety }) => safety);
		const because = allQuestions(form).filter(({ when }) => telling.some(({ id }) => id === when?.question));
		const about = allQuestions(form).filter((question) =>
			optionsOf(question)?.some((option) => ['health', 'belief'].includes(option) && question.type !== 'people')
		);
		for (const { id } of [...telling, ...because, ...about]) expect(isSealed(id), `${form.id} ${id}`).toBe(true);
	}
});
