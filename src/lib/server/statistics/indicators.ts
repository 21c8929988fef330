import type { Period } from '#lib/domain/period.ts';
import { optionsOf } from '#lib/forms/engine.ts';
import { FORMS } from '#lib/forms/index.ts';
import { isSealed } from '#lib/forms/sealed.ts';
import { INDICATORS, REPLY_STATES, type Indicator, type Question, type ReplyState } from '#lib/forms/types.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import { valuesIn } from '../replies.ts';
import { openersFor } from '../sealing/index.ts';
import { partsFigure, total, type AgedFigure } from './figure.ts';
import { ageWhenHeld, sentForms, type Counted } from './held.ts';

interface Place {
	/** A question of one version of one form. */
	question: Question;
	form: string;
	version: number;
}

/** Every standing indicator that some form asks as a question with one answer, with each place it is asked. */
export const ASKED_INDICATORS: ReadonlyMap<Indicator, readonly Place[]> = new Map(
	INDICATORS.map((indicator): [Indicator, Place[]] => [indicator, placesOf(indicator)]).filter(
		([, places]) => places.length
	)
);

function placesOf(indicator: Indicator): Place[] {
	return FORMS.flatMap((form) =>
		form.sections
			.flatMap((section) => section.questions)
			// Where and who are counted as wishes: asked, and met.
			.filter((question) => question.indicator === indicator && !question.wish)
			.map((question) => ({ question, form: form.id, version: form.version }))
	);
}

/** The values an indicator can have over all its forms, in the order they are offered. */
export const valuesOf = (indicator: Indicator): string[] => [
	...new Set((ASKED_INDICATORS.get(indicator) ?? []).flatMap(({ question }) => optionsOf(question) ?? []))
];

interface At {
	instrument: string;
	instrumentVersion: number;
}

/** What children sent before reviews held in the period: their last form of each consultation. */
const lastForms = (scope: AuthorityScope, period: Period) =>
	sentForms(scope, period).where('submission.supersededAt', 'is', null);

/** How each indicator question was dealt with. */
function states(scope: AuthorityScope, period: Period, questions: string[]) {
	return lastForms(scope, period)
		.innerJoin('reply', sameAuthority('reply.submissionId', 'submission.id'))
		.where('submission.kind', '=', 'form')
		.where('reply.submissionId', 'in', lastForms(scope, period).select('submission.id'))
		.where('reply.questionId', 'in', questions)
		.select((eb) => [ageWhenHeld(eb).as('age'), eb.fn.countAll<number>().as('count')])
		.select(['consultation.instrument', 'consultation.instrumentVersion', 'reply.questionId', 'reply.state'])
		.groupBy((eb) => [
			ageWhenHeld(eb),
			'consultation.instrument',
			'consultation.instrumentVersion',
			'reply.questionId',
			'reply.state'
		])
		.execute();
}

const answers = (scope: AuthorityScope, period: Period, questions: string[]) =>
	lastForms(scope, period)
		.innerJoin('answer', sameAuthority('answer.submissionId', 'submission.id'))
		.where('submission.kind', '=', 'form')
		.where('answer.submissionId', 'in', lastForms(scope, period).select('submission.id'))
		.where('answer.questionId', 'in', questions);

/** The answers, counted: by the database where it can read them, and one by one where they are sealed. */
async function values(scope: AuthorityScope, period: Period, questions: string[]) {
	const open = questions.filter((id) => !isSealed(id));
	return [
		...(await openValues(scope, period, open)),
		...(await sealedValues(scope, period, questions.filter(isSealed)))
	];
}

type ValueCount = At & Counted & { questionId: string; value: string };

async function sealedValues(scope: AuthorityScope, period: Period, questions: string[]): Promise<ValueCount[]> {
	if (!questions.length) return [];
	const rows = await answers(scope, period, questions)
		.select((eb) => [ageWhenHeld(eb).as('age'), 'review.id as reviewId', 'answer.submissionId'])
		.select(['consultation.instrument', 'consultation.instrumentVersion', 'answer.questionId', 'answer.value'])
		.execute();
	const openerOf = await openersFor(
		scope,
		rows.map(({ reviewId }) => ({ review: reviewId }))
	);
	return rows.flatMap(({ reviewId, submissionId, value, ...row }) => {
		const chosen = valuesIn(openerOf({ review: reviewId }), { submissionId, questionId: row.questionId }, value);
		return chosen.map((one) => ({ ...row, value: one, count: 1 }));
	});
}

async function openValues(scope: AuthorityScope, period: Period, questions: string[]): Promise<ValueCount[]> {
	if (!questions.length) return [];
	return answers(scope, period, questions)
		.select((eb) => [ageWhenHeld(eb).as('age'), eb.fn.countAll<number>().as('count')])
		.select(['consultation.instrument', 'consultation.instrumentVersion', 'answer.questionId', 'answer.value'])
		.groupBy((eb) => [
			ageWhenHeld(eb),
			'consultation.instrument',
			'consultation.instrumentVersion',
			'answer.questionId',
			'answer.value'
		])
		.execute();
}

/** Forms sent, so that what was not come to can be told: by form, version and whether the child would rather talk. */
function forms(scope: AuthorityScope, period: Period) {
	return lastForms(scope, period)
		.select((eb) => [ageWhenHeld(eb).as('age'), eb.fn.countAll<number>().as('count')])
		.select(['consultation.instrument', 'consultation.instrumentVersion', 'submission.kind'])
		.groupBy((eb) => [ageWhenHeld(eb), 'consultation.instrument', 'consultation.instrumentVersion', 'submission.kind'])
		.execute();
}

interface IndicatorCounts {
	indicator: Indicator;
	/** By state of the reply: the child had come to the question. */
	replies: (Counted & { state: ReplyState })[];
	values: (Counted & { value: string })[];
	/** The question was in the form they sent, and they had not come to it. */
	notReached: number;
	/** They sent "I'd rather talk" in place of the form. */
	ratherTalk: number;
}

/** Counts of every standing indicator, put together by key across forms and versions. */
async function countIndicators(scope: AuthorityScope, period: Period): Promise<IndicatorCounts[]> {
	const questions = [...new Set([...ASKED_INDICATORS.values()].flat().map(({ question }) => question.id))];
	if (!questions.length) return [];
	const state = await states(scope, period, questions);
	const value = await values(scope, period, questions);
	const sent = await forms(scope, period);
	return [...ASKED_INDICATORS].map(([indicator, places]) => {
		const here = (row: At & { questionId: string }) =>
			places.some((place) => isAt(place, row) && place.question.id === row.questionId);
		const inForm = sent.filter((row) => places.some((place) => isAt(place, row)));
		const replies = state.filter(here);
		return {
			indicator,
			replies,
			values: value.filter(here),
			notReached: total(inForm.filter(({ kind }) => kind === 'form')) - total(replies),
			ratherTalk: total(inForm.filter(({ kind }) => kind === 'talk'))
		};
	});
}

const isAt = (place: Place, row: At): boolean =>
	place.form === row.instrument && place.version === row.instrumentVersion;

/** The answers that make an indicator's headline: going well, and known. */
const GOING_WELL = ['happy', 'very-happy', 'yes', 'right'];
const LEFT = REPLY_STATES.filter((state) => state !== 'answered');

/** Answered in words, with nothing chosen. */
const WORDS_ONLY = 'words-only';

function wordsOnly(replies: IndicatorCounts['replies'], values: IndicatorCounts['values']) {
	const answered = replies.filter(({ state }) => state === 'answered');
	return [...new Set(answered.map(({ age }) => age))].flatMap((age) => {
		const ofAge = (groups: readonly Counted[]) => total(groups.filter((group) => group.age === age));
		const count = ofAge(answered) - ofAge(values);
		return count > 0 ? [{ age, count, value: WORDS_ONLY }] : [];
	});
}

/** Each standing indicator twice: its answers of those who answered, and of all who were asked. */
export async function indicatorFigures(scope: AuthorityScope, period: Period): Promise<AgedFigure[]> {
	return (await countIndicators(scope, period)).flatMap(({ indicator, replies, values, notReached, ratherTalk }) => {
		const left = replies.filter(({ state }) => state !== 'answered');
		const given = [...values, ...wordsOnly(replies, values)];
		const possible = [...valuesOf(indicator), ...(given.length > values.length ? [WORDS_ONLY] : [])];
		const notAsked = { 'not-reached': notReached, 'sent-rather-talk': ratherTalk };
		const states = Object.fromEntries(
			LEFT.map((state) => [state, total(left.filter((reply) => reply.state === state))])
		);
		return [
			partsFigure(`indicator-${indicator}`, {
				base: 'answered',
				of: given,
				parts: possible,
				partOf: ({ value }) => value,
				counted: GOING_WELL,
				excluded: { ...states, ...notAsked }
			}),
			partsFigure(`indicator-${indicator}-of-asked`, {
				base: 'asked',
				of: [...given, ...left.map(({ age, count, state }) => ({ age, count, value: state }))],
				parts: [...possible, ...LEFT],
				partOf: ({ value }) => value,
				counted: GOING_WELL,
				excluded: notAsked
			})
		];
	});
}
