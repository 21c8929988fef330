import type { Decision } from '#lib/domain/wish.ts';
import { allQuestions, wishValues } from '#lib/forms/engine.ts';
import { formOf } from '#lib/forms/index.ts';
import type { Language } from '#lib/i18n/languages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { formatDay, formatMoment } from './format.ts';
import { openerFor } from './sealing/index.ts';
import * as submissions from './submissions.ts';
import { inClear } from './wishes.ts';

/** Who opened what a participant sent, first to last, and when: days in the reader's language. */
async function readings(scope: AuthorityScope, consultationId: string, language: Language) {
	const rows = await scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.select(['staff.id', 'staff.name', 'staff.role', 'reading.readAt', 'submission.supersededAt'])
		.where('submission.consultationId', '=', consultationId)
		.orderBy('reading.readAt')
		.execute();
	return rows.map(({ name, role, readAt, supersededAt }) => ({
		name,
		role,
		on: formatMoment(readAt, language),
		/** They read what was sent before it was changed. */
		earlier: supersededAt !== null
	}));
}

export interface AnsweredWish {
	values: string[];
	words: string | null;
	decision: Decision | null;
	reason: string | null;
	on: string | null;
}

/**
 * Each wish of a consultation that still stands, with the IRO's answer, by question in the order they were asked; never
 * the IRO's private note.
 */
async function wishes({ scope, consultation }: EnteredParticipant, language: Language) {
	const rows = await scope
		.selectFrom('wish')
		.select([
			'wish.id',
			'wish.questionId',
			'wish.value',
			'wish.words',
			'wish.decision',
			'wish.reason',
			'wish.decidedAt'
		])
		.where('wish.consultationId', '=', consultation.id)
		.where('wish.withdrawnAt', 'is', null)
		.orderBy('wish.id')
		.execute();
	const opener = await openerFor(scope, { review: consultation.reviewId });
	const clear = rows.map((row) => inClear(opener, row));
	return allQuestions(formOf(consultation))
		.map(({ id }) => ({
			questionId: id,
			wishes: clear
				.filter(({ questionId }) => questionId === id)
				.map(({ value, words, decision, reason, decidedAt }): AnsweredWish => {
					return {
						values: wishValues(value),
						words,
						decision,
						reason,
						on: decidedAt && formatMoment(decidedAt, language)
					};
				})
		}))
		.filter(({ wishes }) => wishes.length);
}

/** The review's day: held on, meant to meet on, or due by. */
async function reviewDay(scope: AuthorityScope, reviewId: string, language: Language) {
	const review = await scope
		.selectFrom('review')
		.leftJoin('meeting', sameAuthority('meeting.reviewId', 'review.id'))
		.select(['review.dueOn', 'review.heldOn', 'meeting.meetsOn', 'meeting.startsAt', 'meeting.venue'])
		.where('review.id', '=', reviewId)
		.orderBy('meeting.meetsOn', 'desc')
		.executeTakeFirstOrThrow();
	return {
		heldOn: review.heldOn && formatDay(review.heldOn, language),
		meetsOn: review.meetsOn && formatDay(review.meetsOn, language, 'near'),
		startsAt: review.startsAt,
		venue: review.venue,
		dueOn: formatDay(review.dueOn, language, 'near')
	};
}

/** What came of what a child sent: undefined parts have not happened yet. */
export async function own(entered: EnteredParticipant, language: Language) {
	const { scope, consultation } = entered;
	const { draft, sent } = await submissions.own(scope);
	return {
		sent: sent?.sentAt ? { on: formatMoment(sent.sentAt, language), kind: sent.kind } : undefined,
		changed: Boolean(draft && sent),
		readings: await readings(scope, consultation.id, language),
		wishes: await wishes(entered, language),
		review: await reviewDay(scope, consultation.reviewId, language)
	};
}
