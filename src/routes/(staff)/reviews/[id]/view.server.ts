import { findQuestion, wishValues, TALK } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import type { Contribution } from '#lib/server/contributions.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';
import type { Wish } from '#lib/server/wishes.ts';

const questionOf = (instrument: string, version: number, id: string) => {
	const form = findForm(instrument, version);
	return id === TALK.id ? TALK : form && findQuestion(form, id);
};

export type Reading = { submissionId: string; name: string; readAt: string };

/** One contribution as the page shows it, with who has opened it. */
export function contributionView(given: Contribution, readings: Reading[]) {
	const {
		id,
		from,
		instrument,
		instrumentVersion,
		kind,
		personName,
		withheld,
		mayOpen,
		helper,
		helperName,
		helperHow
	} = given;
	const answers = given.answers.flatMap(({ questionId, state, values, words, audience }) => {
		const question = questionOf(instrument, instrumentVersion, questionId);
		return question ? [{ question, state, values, words: Object.values(words), audience }] : [];
	});
	return {
		id,
		from,
		instrument,
		kind,
		personName,
		withheld,
		mayOpen,
		answers,
		helper,
		helperName,
		helperHow: helperHow?.split(',') ?? [],
		advocateWanted: Boolean(given.advocateWantedAt),
		language: languageOf(given.language) ?? ENGLISH,
		sentAt: formatMoment(given.sentAt!),
		late: given.sentAt!.slice(0, 10) > given.dueOn,
		readings: readings
			.filter(({ submissionId }) => submissionId === id)
			.map(({ name, readAt }) => ({ name, at: formatMoment(readAt) }))
	};
}
export type ContributionView = ReturnType<typeof contributionView>;

/** One wish as the page shows it. */
export function wishView(wish: Wish) {
	const {
		id,
		kind,
		instrument,
		instrumentVersion,
		value,
		words,
		audience,
		decision,
		reason,
		privateNote,
		decidedByName
	} = wish;
	const question = questionOf(instrument, instrumentVersion, wish.questionId)!;
	const decidedAt = wish.decidedAt && formatDay(wish.decidedAt.slice(0, 10), ENGLISH, 'brief');
	return {
		id,
		kind,
		instrument,
		question,
		values: wishValues(value),
		words,
		audience,
		decision,
		reason,
		privateNote,
		decidedByName,
		decidedAt
	};
}
export type WishView = ReturnType<typeof wishView>;
