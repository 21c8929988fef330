/**
 * Questions whose chosen answers say as much as words do: about safety, about whom a child is afraid of, about health,
 * belief or what a child wants kept quiet. Their answers are kept sealed, all of a question as one, and are opened to be
 * counted. Everything else that is chosen stays a row a choice, so that counting is a group by.
 *
 * It stands beside the forms because a released form never changes. A question with `safety` must be in it, and one that
 * waits for such a question; see frozen.test.ts.
 */
const SEALED_QUESTIONS: ReadonlySet<string> = new Set([
	'safe-at-home',
	'not-safe',
	'pressured',
	'hurt-or-bullied',
	'safety-worries',
	'going-wrong',
	'not-in-a-room-with',
	'people-not-wanted',
	'topics',
	'not-topics',
	'health-checks',
	'settled'
]);

/** True when the choices of this question are kept sealed, in whatever form it is asked. */
export const isSealed = (questionId: string): boolean => SEALED_QUESTIONS.has(questionId);
