import { findQuestion } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import { formatMoment } from '#lib/server/format.ts';
import type { SafetyFlag } from '#lib/server/safety-flags.ts';

/** A sign that a child may not be safe, as a page shows it: when, who said it, and the question and choice by key. */
export function flagView(flag: SafetyFlag) {
	const { id, kind, reviewId, childName, childExternalId, from, instrument, instrumentVersion, questionId, value } =
		flag;
	const form = findForm(instrument, instrumentVersion);
	return {
		id,
		/** Said without a form; null for a choice in one. */
		kind,
		href: `/reviews/${reviewId}#safety`,
		name: childName,
		childExternalId,
		from,
		instrument,
		question: form && findQuestion(form, questionId),
		value,
		raisedAt: formatMoment(flag.raisedAt),
		seenAt: flag.seenAt && formatMoment(flag.seenAt),
		seenBy: flag.seenByName,
		handledAt: flag.handledAt && formatMoment(flag.handledAt),
		handledBy: flag.handledByName,
		handledNote: flag.handledNote
	};
}

export type FlagView = ReturnType<typeof flagView>;

/** What one child said, together: the first moment of it, and seen only when all of it was. */
export function byChild(flags: FlagView[]) {
	return [...Map.groupBy(flags, ({ href }) => href).values()].map((signs) => {
		const unseen = signs.find(({ seenAt }) => !seenAt);
		return { ...(unseen ?? signs[0]!), signs };
	});
}

export type ChildFlags = ReturnType<typeof byChild>[number];
