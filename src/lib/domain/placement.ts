import type { Day } from './day.ts';

/** One episode of care, as far as it says with whom the child lives. */
export interface Stay {
	id: string;
	startedOn: Day;
	endedOn: Day | null;
	/** SSDA903 RNE. */
	reasonStarted: string | null;
}

/** Reasons for a new episode in which the carers stay the same: legal status only, another home of theirs, or both. */
const SAME_CARERS = ['L', 'T', 'U'];

/**
 * Whether the child no longer lives with the carers who were asked: in an episode (null when it is not known), on a
 * day. A new episode without a reason counts as a move; where no episode is known at all, nothing is said to have ended.
 */
export function carersChanged(
	stays: readonly Stay[],
	asked: { episodeId: string | null; on: Day },
	today: Day
): boolean {
	const begun = stays
		.filter(({ startedOn }) => startedOn <= today)
		.sort((a, b) => (a.startedOn < b.startedOn ? -1 : a.startedOn > b.startedOn ? 1 : 0));
	const latest = begun.at(-1);
	if (!latest) return false;
	// By the episode rather than the day: a move is often written down days after it happened.
	const since = begun.find(({ id }) => id === asked.episodeId)?.startedOn ?? asked.on;
	const moved = begun.some(({ startedOn, reasonStarted }) => {
		return startedOn > since && !SAME_CARERS.includes(reasonStarted ?? '');
	});
	return moved || (latest.endedOn !== null && latest.endedOn <= today);
}
