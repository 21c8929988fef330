import type { Values } from '#lib/domain/may-know.ts';
import type { Language } from '#lib/i18n/languages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { formatDay, formatMoment } from './format.ts';
import * as recipients from './recipients.ts';
import * as submissions from './submissions.ts';

/*
 * What a parent's and a carer's pages show. Nothing here reads what a child or another adult has said, and what it knows of
 * the review it shows only through the filter.
 */

/** What an adult is told of the child and the review, as far as they may know: what is not there they may not. */
export async function told({ scope, consultation }: EnteredParticipant, language: Language): Promise<Values<string>> {
	const found = await scope
		.selectFrom('review')
		.innerJoin('child', sameAuthority('child.id', 'review.childId'))
		.leftJoin('meeting', sameAuthority('meeting.reviewId', 'review.id'))
		.select(['child.knownAs', 'child.firstName', 'review.heldOn', 'review.venueUsed'])
		.select(['meeting.meetsOn', 'meeting.startsAt', 'meeting.venue'])
		.where('review.id', '=', consultation.reviewId)
		.orderBy('meeting.meetsOn', 'desc')
		.executeTakeFirstOrThrow();
	const day = found.heldOn ?? found.meetsOn;
	const known = {
		firstName: found.firstName,
		knownAs: found.knownAs,
		due: formatDay(consultation.dueOn, language, 'near'),
		day: day && formatDay(day, language, 'near'),
		time: found.heldOn ? null : found.startsAt,
		venue: found.heldOn ? null : found.venue,
		venueUsed: found.heldOn ? found.venueUsed : null
	};
	const there = Object.fromEntries(Object.entries(known).filter(([, value]) => value)) as Values<string>;
	return recipients.told(await recipients.ofConsultation(scope, consultation), there);
}

/** What came of what an adult sent: that it arrived, and who opened it. */
export async function outcome({ scope, consultation }: EnteredParticipant, language: Language) {
	const { draft, sent } = await submissions.own(scope);
	return {
		sent: sent?.sentAt ? { on: formatMoment(sent.sentAt, language) } : undefined,
		changed: Boolean(draft && sent),
		readings: await readings(scope, consultation.id, language)
	};
}

/** Who opened what this adult sent, first to last. */
async function readings(scope: AuthorityScope, consultationId: string, language: Language) {
	const rows = await scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.select(['staff.name', 'reading.readAt', 'submission.supersededAt'])
		.where('submission.consultationId', '=', consultationId)
		.orderBy('reading.readAt')
		.execute();
	return rows.map(({ name, readAt, supersededAt }) => ({
		name,
		on: formatMoment(readAt, language),
		/** They read what was sent before it was changed. */
		earlier: supersededAt !== null
	}));
}
