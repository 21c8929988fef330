import { formatDay, formatNearDay } from '#lib/server/format.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { Step } from '#lib/domain/next-step.ts';
import type { DueReview } from '#lib/server/review-list.ts';
import { dayOf } from '#lib/server/review-query.ts';

/** Where on a review's pages each step is done. */
const PLACES: Record<Step, string> = {
	safety: '#safety',
	record: '/record',
	overdue: '#arrange',
	read: '#words',
	answer: '#wishes',
	ask: '#asking',
	arrange: '#arrange',
	chase: '#asking',
	wait: ''
};

/** A row as the page shows it: days in words, whether each has passed, and where the next thing is done by those who may. */
export function rowView(row: DueReview, today: string, mayRecord: boolean) {
	const { id, childName, childExternalId, age, step, startsAt, iro, cameIn, wishesWaiting } = row;
	const { statutoryOn, targetOn, meetsOn } = row;
	return {
		id,
		name: childName,
		childExternalId,
		age,
		step,
		href: `/reviews/${id}`,
		go: `/reviews/${id}${step === 'record' && !mayRecord ? '' : PLACES[step]}`,
		day: formatDay(dayOf(row), ENGLISH, 'brief'),
		dayInFull: formatNearDay(dayOf(row), today),
		latestInFull: formatNearDay(statutoryOn ?? dayOf(row), today),
		arranged: meetsOn !== null,
		startsAt,
		latest: statutoryOn && formatDay(statutoryOn, ENGLISH, 'short'),
		latestPast: statutoryOn !== undefined && statutoryOn < today,
		afterLatest: statutoryOn !== undefined && dayOf(row) > statutoryOn,
		target: targetOn && formatDay(targetOn, ENGLISH, 'brief'),
		iro: iro?.name,
		cameIn,
		wishesWaiting
	};
}

export type RowView = ReturnType<typeof rowView>;
