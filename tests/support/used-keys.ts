import { globSync, readFileSync } from 'node:fs';
import { FORMS } from '#lib/forms/index.ts';
import { FACES, type FormDefinition, type Question } from '#lib/forms/types.ts';

export interface UsedKeys {
	/** Keys written out in the source, or that a form needs. */
	literal: Map<string, string>;
	/** Keys put together in the source: what each may be, and where. */
	computed: { pattern: RegExp; source: string; file: string }[];
}

/**
 * Every locale key the product asks for: `'ns:path'` written out, a template with holes such as
 * `ns:steps.${step}.title` (a hole stands for any text), and what follows from the forms.
 */
export function usedKeys(namespaces: readonly string[]): UsedKeys {
	const literal = new Map(FORMS.flatMap(formKeys).map((key): [string, string] => [key, 'src/lib/forms']));
	const computed: UsedKeys['computed'] = [];
	const name = `(?:${namespaces.join('|')})`;
	const quoted = new RegExp(`(['"\`])(${name}:[a-z0-9-]+(?:\\.[a-z0-9-]+)*)\\1`, 'g');
	const template = new RegExp(
		`\`(${name}:(?:[^\`$\\s]|\\$\\{[^}\`]*\\})*\\$\\{(?:[^}\`]*\\})(?:[^\`$\\s]|\\$\\{[^}\`]*\\})*)\``,
		'g'
	);

	for (const file of globSync('src/**/*.{ts,js,svelte}', { exclude: (path) => /\.test\.ts$/.test(path) })) {
		const text = readFileSync(file, 'utf8');
		for (const [, , key] of text.matchAll(quoted)) literal.set(key!, file);
		for (const [, source] of text.matchAll(template))
			computed.push({ pattern: pattern(source!), source: source!, file });
	}
	return { literal, computed };
}

function pattern(template: string): RegExp {
	const fixed = template.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${fixed.join('.+')}$`);
}

/** The sentences a form cannot do without. Hints are never needed. */
function formKeys({ id, sections }: FormDefinition): string[] {
	const questions = sections.flatMap((section) => section.questions.flatMap((question) => questionKeys(id, question)));
	return [`${id}:title`, ...sections.map((section) => `${id}:sections.${section.id}`), ...questions];
}

function questionKeys(form: string, question: Question): string[] {
	const own = `${form}:questions.${question.id}`;
	const words = 'words' in question && question.words ? [`${own}.words`] : [];
	return [`${own}.label`, ...words, ...optionKeys(own, question)];
}

function optionKeys(own: string, question: Question): string[] {
	switch (question.type) {
		case 'choose':
		case 'choose-many':
			return question.options.map((option) => `${own}.options.${option}`);
		case 'faces':
			return FACES[question.faces].map((face) => `choices:faces.${face}`);
		case 'people':
			return question.options.map((role) => `choices:people.${role}`);
		case 'where':
			return question.options.map((venue) => `choices:venues.${venue}`);
		case 'when':
			return [
				...question.days.map((day) => `choices:days.${day}`),
				...question.parts.map((part) => `choices:parts.${part}`),
				'choices:when.good',
				'choices:when.bad'
			];
		case 'yes-no':
			return ['choices:yes-no.yes', 'choices:yes-no.no', 'choices:yes-no.not-sure'];
		case 'words':
			return [];
	}
}

/** Sentences a form may have and need not: a hint for any question, and its own words for the faces. */
export function optionalFormKeys(): Set<string> {
	return new Set(
		FORMS.flatMap(({ id, sections }) =>
			sections.flatMap(({ questions }) =>
				questions.flatMap((question) => [
					`${id}:questions.${question.id}.hint`,
					...(question.type === 'faces'
						? FACES[question.faces].map((face) => `${id}:questions.${question.id}.options.${face}`)
						: [])
				])
			)
		)
	);
}
