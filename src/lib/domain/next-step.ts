import type { Day } from './day.ts';
import { addWorkingDays, type Holidays } from './working-days.ts';

/** What a review may need next, the most urgent first. */
export const STEPS = ['safety', 'record', 'overdue', 'read', 'answer', 'ask', 'arrange', 'chase', 'wait'] as const;
export type Step = (typeof STEPS)[number];

/** Talking with the child about who and where starts 20 working days before the review. */
const STARTS_BEFORE = 20;

export interface ReviewFacts {
	today: Day;
	dueOn: Day;
	/** The day arranged; null while there is none. */
	meetsOn: Day | null;
	/** The last day the law allows; undefined when it is not known. */
	statutoryOn: Day | undefined;
	/** Signs that the child may not be safe which nobody has dealt with. */
	openFlags: number;
	/** What was sent and not opened by the IRO. */
	unread: number;
	/** Wishes without an answer. */
	wishesWaiting: number;
	/** There is a form for the child's age, and they have not been asked. */
	childToAsk: boolean;
	/** Forms asked for, past their day and not sent. */
	overdueForms: number;
}

const APPLIES: Record<Step, (facts: ReviewFacts, near: boolean) => boolean> = {
	safety: ({ openFlags }) => openFlags > 0,
	record: ({ meetsOn, today }) => meetsOn !== null && meetsOn < today,
	// A day that is set and past the latest is moved while there is time; after that there is nothing left but to hold it.
	overdue: ({ statutoryOn, meetsOn, today }) =>
		statutoryOn !== undefined &&
		(meetsOn === null ? statutoryOn < today : meetsOn > statutoryOn && statutoryOn >= today),
	read: ({ unread }) => unread > 0,
	answer: ({ wishesWaiting }) => wishesWaiting > 0,
	ask: ({ childToAsk }, near) => childToAsk && near,
	arrange: ({ meetsOn }, near) => meetsOn === null && near,
	chase: ({ overdueForms }) => overdueForms > 0,
	wait: () => true
};

/** The next thing to do for a review, among those that are somebody's to do. */
export function nextStep(facts: ReviewFacts, theirs: readonly Step[], holidays: Holidays): Step {
	const near = facts.today >= addWorkingDays(facts.meetsOn ?? facts.dueOn, -STARTS_BEFORE, holidays);
	return STEPS.find((step) => theirs.includes(step) && APPLIES[step](facts, near)) ?? 'wait';
}
