import { londonDay } from '#lib/domain/day.ts';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import type { Contribution } from '#lib/server/contributions.ts';
import { formatMoment } from '#lib/server/format.ts';
import { inOrder, questionOf } from './question.server.ts';

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
		asksReason,
		helper,
		helperName,
		helperHow,
		assistedByName
	} = given;
	const answers = given.answers.flatMap(({ questionId, state, values, words, audience }) => {
		const question = questionOf(instrument, instrumentVersion, questionId);
		return question
			? [{ question, state, values: inOrder(question, values), words: Object.values(words), audience }]
			: [];
	});
	return {
		id,
		from,
		instrument,
		kind,
		personName,
		withheld,
		mayOpen,
		asksReason,
		answers,
		helper,
		helperName,
		assistedByName,
		helperHow: helperHow?.split(',') ?? [],
		advocateWanted: Boolean(given.advocateWantedAt),
		language: languageOf(given.language) ?? ENGLISH,
		sentAt: formatMoment(given.sentAt!, ENGLISH, 'stamp'),
		late: londonDay(given.sentAt!) > given.dueOn,
		readings: readings
			.filter(({ submissionId }) => submissionId === id)
			.map(({ name, readAt }) => ({ name, at: formatMoment(readAt, ENGLISH, 'stamp') }))
	};
}
export type ContributionView = ReturnType<typeof contributionView>;
