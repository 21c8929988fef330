import type { Question, Reply } from '#lib/forms/types.ts';

/** One of the child's own people, to be chosen by name. */
export interface OwnPerson {
	id: string;
	name: string;
	/** Locale: `choices:people.<relationship>` where there is one. */
	relationship: string;
}

/** What every kind of question is given. It posts `value` (repeated) and its text fields `words` or `who`. */
export interface QuestionProps<Q extends Question = Question> {
	/** The form's id: its namespace. */
	form: string;
	question: Q;
	/** What was said before: shown again, to be changed. */
	reply?: Reply;
	people?: readonly OwnPerson[];
	/** A code under `child:errors` or `adult:errors`. */
	error?: string;
	/** Heading level: 1 where the question is the page. */
	level?: 1 | 2;
}

/** One answer to choose. */
export interface Option {
	value: string;
	/** Its words, as a key; or `text`, for a name. */
	key?: string;
	text?: string;
	/** A second line, as a key. */
	noteKey?: string;
	/** A symbol's name. */
	picture?: string;
}
