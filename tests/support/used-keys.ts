import { globSync, readFileSync } from 'node:fs';
import { FORMS } from '#lib/forms/index.ts';
import { FACES, type FormDefinition, type Question } from '#lib/forms/types.ts';
import { TEMPLATES } from '#lib/server/outbox/templates.ts';

export interface UsedKeys {
	/** Keys written out in the source, or that a form needs, and where. */
	literal: Map<string, string>;
	/** Text like a key that may be something else, such as a permission: it uses a key that is there, and misses none. */
	mentioned: Set<string>;
	/** Keys put together in the source: what each may be, and where. */
	computed: { pattern: RegExp; source: string; file: string }[];
}

/** Pages that two doors share choose between these by a name, `${words}:check.title`. */
const DOORS = '(?:child|adult)';
const HOLE = /\$?\{[^}]*\}/;
const CHOICE = /^\$?\{(?:[^?:]+\?\s*'[^']*'\s*:\s*)+'[^']*'\s*\}$/;

/**
 * Every locale key the product asks for: `'ns:path'` written out, a template or attribute with holes such as
 * `ns:steps.${step}.title` (a hole stands for any text), and what follows from the forms.
 */
export function usedKeys(namespaces: readonly string[]): UsedKeys {
	const used: UsedKeys = { literal: new Map(), mentioned: new Set(), computed: [] };
	for (const key of FORMS.flatMap(formKeys)) used.literal.set(key, 'src/lib/forms');
	used.computed.push(templateKeys());

	const name = `(?:${namespaces.join('|')}|\\$\\{\\w+\\})`;
	const quoted = new RegExp(`(t\\()?(['"\`])(${name}:(?:${HOLE.source}|[\\w.-])+)\\2`, 'g');
	for (const file of globSync('src/**/*.{ts,js,svelte}', { exclude: (path) => path.endsWith('.test.ts') })) {
		for (const [, call, , source] of readFileSync(file, 'utf8').matchAll(quoted)) {
			if (HOLE.test(source!)) {
				// What a form needs is known from the form itself; two holes and a colon are no key.
				if (!/^\$\{\w+\}:(?:questions|sections|title|\$)/.test(source!)) {
					used.computed.push({ pattern: pattern(source!), source: source!, file });
				}
			} else if (call || source!.includes('.')) used.literal.set(source!, file);
			else used.mentioned.add(source!);
		}
	}
	return used;
}

/** What the messages that leave are made of: outbox/templates.ts. */
function templateKeys() {
	const ids = Object.keys(TEMPLATES).join('|');
	const file = 'src/lib/server/outbox/templates.ts';
	return { pattern: new RegExp(`^(?:staff-)?messages:(?:${ids})\\.(?:subject|body|text)$`), source: 'messages', file };
}

/** A hole stands for one step of the path; one that chooses between words stands for those. */
function pattern(source: string): RegExp {
	const [namespace, path] = source.split(/:(.*)/) as [string, string];
	const fixed = path.split(HOLE).map((part) => part.replaceAll('.', '\\.'));
	const holes = path.match(new RegExp(HOLE, 'g')) ?? [];
	const filled = holes.map((hole, index) => `${CHOICE.test(hole) ? alternatives(hole) : '[^.]+'}${fixed[index + 1]}`);
	return new RegExp(`^${HOLE.test(namespace) ? DOORS : namespace}:${fixed[0]}${filled.join('')}$`);
}

const alternatives = (hole: string): string =>
	`(?:${[...hole.matchAll(/[?:]\s*'([^']*)'/g)].map(([, word]) => word).join('|')})`;

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
