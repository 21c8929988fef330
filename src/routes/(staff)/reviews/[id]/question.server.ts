import { findQuestion, optionsOf, TALK } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import type { Question } from '#lib/forms/types.ts';

/** The question somebody answered, as it was in the version they had; undefined when it is in none we know. */
export function questionOf(instrument: string, version: number, id: string): Question | undefined {
	const form = findForm(instrument, version);
	return id === TALK.id ? TALK : form && findQuestion(form, id);
}

/** In the order they were offered; the child's own people, who were not, after them. */
export function inOrder(question: Question, values: readonly string[]): string[] {
	const place = (value: string) => (optionsOf(question)?.indexOf(value) ?? -1) >>> 0;
	return values.toSorted((a, b) => place(a) - place(b));
}
