import { DEFAULT_AUDIENCE } from '#lib/domain/audience.ts';
import { allQuestions, fieldsOf, TALK } from '#lib/forms/engine.ts';
import { FACES, type FormDefinition, type Question, type Replies, type Reply } from '#lib/forms/types.ts';
import { ADULT_WORDS } from './adult-words.ts';
import type { Child } from './care.ts';
import type { Random } from './random.ts';
import { CHILD_WORDS, type Bank } from './words.ts';

/** What somebody is like who fills in a form, and what must come out of it. */
export interface Filling {
	form: FormDefinition;
	child: Child;
	/** Writes Arabic. */
	arabic?: boolean;
	/** Answers that are given, whatever else: values by question. */
	set?: Readonly<Record<string, readonly string[]>>;
	/** A place that often is among those wished for. */
	venue?: string | null;
	/** Stops after so many questions. */
	upTo?: number;
}

/** A form, filled in. */
export function fill(r: Random, filling: Filling): Replies {
	const replies: Replies = {};
	const asked = allQuestions(filling.form).slice(0, filling.upTo);
	for (const question of asked) {
		const { when } = question;
		if (when && !replies[when.question]?.values.some((value) => when.is.includes(value))) continue;
		replies[question.id] = reply(r, filling, question);
	}
	return replies;
}

/** "I'd rather talk", with how and when. */
export function talk(r: Random, filling: Filling): Replies {
	const when = bankOf(filling)[TALK.id] ?? [];
	const values = r.some(TALK.options, r.int(1, 2));
	return {
		[TALK.id]: {
			state: 'answered',
			values,
			words: when.length ? { words: r.pick(when) } : {},
			audience: DEFAULT_AUDIENCE
		}
	};
}

/** Questions that most children leave: there is nobody, or nothing, they want kept away. */
const OFTEN_LEFT: Readonly<Record<string, number>> = {
	'not-topics': 0.25,
	'people-not-wanted': 0.2,
	worries: 0.75,
	'anything-else': 0.45,
	'not-for-child': 0.12,
	'to-pass-on': 0.4
};

function reply(r: Random, filling: Filling, question: Question): Reply {
	const given = filling.set?.[question.id];
	const isChild = filling.form.audience === 'child';
	const audience = isChild ? r.weighted({ 'only-my-iro': 70, everyone: 23, 'talk-to-me-first': 7 }) : DEFAULT_AUDIENCE;
	const left = { values: [], words: {}, audience };
	if (!given && !r.chance(OFTEN_LEFT[question.id] ?? 0.88)) {
		return { ...left, state: r.weighted({ skipped: 50, 'dont-know': 30, 'rather-talk': isChild ? 20 : 0 }) };
	}
	const values = given ? [...given] : valuesOf(r, filling, question);
	const words = wordsOf(r, filling, question, values);
	if (!values.length && !Object.keys(words).length) return { ...left, state: 'skipped' };
	return { state: 'answered', values, words, audience };
}

type Weights = Readonly<Record<string, number>>;

/** How often each choice is made, where it matters. */
const CHOSEN: Readonly<Record<string, Weights>> = {
	'safe-at-home': { yes: 76, mostly: 23, 'not-always': 1 },
	'hurt-or-bullied': { no: 96, 'not-sure': 3, yes: 1 },
	pressured: { no: 97, 'not-sure': 2, yes: 1 },
	'safety-worries': { no: 95, 'not-sure': 3, yes: 2 },
	'going-wrong': { no: 95, 'not-sure': 3, yes: 2 },
	'not-in-a-room-with': { no: 94, 'not-sure': 3, yes: 3 },
	chairing: { none: 66, part: 14, full: 5, 'ask-me-later': 15 },
	'family-time': { right: 60, 'too-little': 33, 'too-much': 7 },
	'social-worker': { right: 68, 'too-little': 26, 'too-much': 6 },
	advocate: { no: 80, yes: 7, 'have-one': 13 },
	settled: { very: 56, mostly: 32, 'not-yet': 9, not: 3 },
	'venue-at-home': { yes: 62, 'without-family': 16, no: 12, 'not-sure': 10 },
	'helped-child': { no: 40, read: 22, talked: 18, wrote: 8, 'not-yet': 12 }
};
const YES_NO: Weights = { yes: 68, no: 19, 'not-sure': 13 };
const SOCIAL_WORKER_VISITS: Weights = { yes: 74, 'not-alone': 6, 'not-often-enough': 16, no: 4 };
const TAKING_PART: Weights = { all: 62, part: 16, write: 7, 'video-call': 6, 'someone-for-me': 5, 'not-this-time': 4 };
/** Where a second choice would often contradict the first. */
const ONE_IS_ENOUGH = ['attend', 'help', 'outcome', 'not-topics'];
const WANTED = [
	'mother',
	'foster-carer',
	'social-worker',
	'school',
	'other-family',
	'friend',
	'keyworker',
	'father',
	'advocate'
];

function valuesOf(r: Random, { form, child, venue }: Filling, question: Question): string[] {
	const weights =
		question.id === 'social-worker' && form.id === 'foster-carer' ? SOCIAL_WORKER_VISITS : CHOSEN[question.id];
	switch (question.type) {
		case 'words':
			return [];
		case 'faces':
			return [face(r, child.mood, question.faces)];
		case 'yes-no':
			return [r.weighted(weights ?? YES_NO)];
		case 'choose':
			return [weights ? r.weighted(weights) : r.pick(question.options)];
		case 'where':
			if (venue && question.options.includes(venue) && r.chance(0.72)) return [venue];
			return r.chance(0.25) ? ['dont-mind'] : r.some(question.options.slice(0, -1), r.int(1, 2));
		case 'when':
			return times(r, question.days, question.parts);
		case 'people':
			return people(r, child, question);
		case 'choose-many':
			if (question.id === 'taking-part') return [r.weighted(TAKING_PART)];
			return r.some(question.options, ONE_IS_ENOUGH.includes(question.id) ? 1 : r.int(1, 3));
	}
}

function face(r: Random, mood: number, faces: 3 | 5): string {
	const scale = FACES[faces];
	const wobble = mood + (r.next() - 0.5) * 0.9;
	return scale[Math.max(0, Math.min(scale.length - 1, Math.round(((wobble + 1) / 2) * (scale.length - 1))))]!;
}

function times(r: Random, days: readonly string[], parts: readonly string[]): string[] {
	const all = days.flatMap((day) => parts.map((part) => `${day}-${part}`));
	const mixed = r.some(all, r.int(2, 5));
	const bad = r.int(0, 1);
	return mixed.map((slot, at) => `${at < bad ? 'bad' : 'good'}:${slot}`);
}

/** Their own people by name, and others by what they are. */
function people(r: Random, child: Child, question: Question & { type: 'people' }): string[] {
	const own = child.people.map(({ id }) => `person:${id}`);
	if (question.wish?.kind === 'not-attendee') return [r.pick(['school', 'social-worker', 'health', ...own])];
	const roles = WANTED.filter((role) => question.options.includes(role));
	return [...r.some(own, r.int(0, Math.min(2, own.length))), ...r.some(roles.slice(2), r.int(1, 2))];
}

const MORE = 0.3;

function wordsOf(r: Random, filling: Filling, question: Question, values: readonly string[]): Record<string, string> {
	const [field] = fieldsOf(question);
	const bank = bankOf(filling)[question.id];
	if (!field || !bank || (question.type !== 'words' && !r.chance(chanceOfWords(question, values)))) return {};
	const said = r.some(bank, question.type === 'words' && r.chance(MORE) ? 2 : 1);
	return { [field]: said.join(' ').replaceAll('{name}', filling.child.knownAs ?? filling.child.firstName) };
}

/** Under a yes or a no words are wanted only where something is the matter. */
function chanceOfWords({ id, type, safety }: Question, values: readonly string[]): number {
	if (safety) return values.some((value) => safety.includes(value)) ? 1 : 0;
	if (type === 'yes-no') return id === 'plan-agreed' && values[0] === 'no' ? 0.9 : 0;
	if (id === 'family-time') return values[0] === 'right' ? 0.1 : 0.7;
	return type === 'people' ? 0.12 : 0.28;
}

function bankOf({ form, arabic }: Filling): Bank {
	if (form.audience !== 'child') return ADULT_WORDS[form.audience];
	return CHILD_WORDS[form.id === 'older-child' ? 'older-child' : arabic ? 'young-person:ar' : 'young-person'];
}
