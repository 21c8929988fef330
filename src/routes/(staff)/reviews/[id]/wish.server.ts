import { londonDay } from '#lib/domain/day.ts';
import { wishValues } from '#lib/forms/engine.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { formatDay } from '#lib/server/format.ts';
import type { Wish } from '#lib/server/wishes.ts';
import { inOrder, questionOf } from './question.server.ts';

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
	const decidedAt = wish.decidedAt && formatDay(londonDay(wish.decidedAt), ENGLISH, 'brief');
	return {
		id,
		kind,
		instrument,
		question,
		values: inOrder(question, wishValues(value)),
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
