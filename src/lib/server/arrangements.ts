import type { AttendeeRole } from '#lib/domain/attendance.ts';
import type { Day } from '#lib/domain/day.ts';
import * as audit from './audit.ts';
import { now } from './clock.ts';
import * as consultations from './consultations.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import * as reviews from './reviews.ts';
import { opened, openerFor, rowOf, sealerFor } from './sealing/index.ts';

export interface Arrangement {
	meetsOn: Day | null;
	/** 'HH:MM' in England. */
	startsAt: string | null;
	venue: string | null;
	/** Of the authority's own places, where it is one. */
	venueId?: string | null;
	venueNote: string | null;
	invited: { role: AttendeeRole; name: string | null }[];
}

export type ArrangeRefusal = 'review-held' | 'review-cancelled';

/** Who is asked to a review, and once it was held whether they came; in the order they were asked. */
export async function attendees(scope: AuthorityScope, reviewId: string) {
	const rows = await scope
		.selectFrom('attendee')
		.selectAll('attendee')
		.where('attendee.reviewId', '=', reviewId)
		.orderBy('attendee.id')
		.execute();
	const opener = await openerFor(scope, { review: reviewId });
	return rows.map((row) => {
		const open = opened(opener, 'attendee', row.id);
		return { ...row, name: open('name', row.name), notAppropriate: open('notAppropriate', row.notAppropriate) };
	});
}

/**
 * Sets where and when a review meets and who is asked, in place of what was arranged before. Somebody asked again
 * keeps the moment they were first asked. Undefined when there is no such review for this actor.
 */
export function arrange(
	scope: AuthorityScope,
	reviewId: string,
	input: Arrangement
): Promise<'arranged' | { refused: ArrangeRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		await reviews.hold(tx, reviewId);
		const review = await reviews.find(tx, reviewId);
		if (!review) return undefined;
		if (review.heldOn) return { refused: 'review-held' } as const;
		if (review.cancelledOn) return { refused: 'review-cancelled' } as const;
		const { invited, ...meeting } = input;
		const id = review.meetingId ?? newId();
		const { seal } = rowOf(await sealerFor(tx, { review: reviewId }), 'meeting', id);
		const stored = {
			...meeting,
			venueId: meeting.venueId ?? null,
			venueNote: seal('venueNote', meeting.venueNote),
			updatedAt: now()
		};
		if (review.meetingId) await tx.updateTable('meeting').set(stored).where('meeting.id', '=', id).execute();
		else await tx.insertInto('meeting', { ...stored, id, reviewId }).execute();
		await invite(tx, reviewId, invited);
		await consultations.reschedule(tx, reviewId, input.meetsOn ?? review.dueOn);
		await audit.record(tx, 'review.arranged', reviewId);
		return 'arranged' as const;
	});
}

async function invite(tx: AuthorityScope, reviewId: string, invited: Arrangement['invited']): Promise<void> {
	const before = await attendees(tx, reviewId);
	await tx.deleteFrom('attendee').where('attendee.reviewId', '=', reviewId).execute();
	const sealer = await sealerFor(tx, { review: reviewId });
	const rows = invited.map(({ role, name }) => {
		const same = before.find((known) => known.role === role && known.name === name);
		const id = newId();
		return {
			id,
			reviewId,
			role,
			name: rowOf(sealer, 'attendee', id).seal('name', name),
			invitedAt: same?.invitedAt ?? now(),
			attended: null,
			notAppropriate: null
		};
	});
	if (rows.length) await tx.insertInto('attendee', rows).execute();
}
