import { ATTENDEE_ROLES, type AttendeeRole } from '#lib/domain/attendance.ts';
import type * as arrangements from '#lib/server/arrangements.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import * as venues from '#lib/server/venues.ts';
import type { Review } from '#lib/server/reviews.ts';
import type { WishView } from './wish.server.ts';

/** Who may be asked: not the child, whose review it is, nor the IRO, who chairs it. */
export const INVITABLE = ATTENDEE_ROLES.filter((role) => role !== 'child' && role !== 'iro');

type Attendees = Awaited<ReturnType<typeof arrangements.attendees>>;

/**
 * What the arranging form starts with: what is arranged, else what the child wishes and nobody has refused.
 */
export function plan(review: Review, attendees: Attendees, wishes: WishView[]) {
	const stands = wishes.filter(({ decision }) => decision !== 'not');
	const asked = (role: AttendeeRole) => attendees.filter((attendee) => attendee.role === role);
	const wished = new Set(stands.filter(({ kind }) => kind === 'attendee').flatMap(({ values }) => values));
	const [venue] = stands.filter(({ kind }) => kind === 'venue').flatMap(({ values }) => values);
	const fresh = review.meetingId === null && attendees.length === 0;
	return {
		/** Filled in from wishes: nothing is arranged yet. */
		fresh,
		meetsOn: review.meetsOn ?? '',
		startsAt: review.startsAt ?? '',
		venue: review.venueId ? venues.choiceOf(review.venueId) : (review.venue ?? (fresh ? (venue ?? '') : '')),
		venueNote: review.venueNote ?? '',
		invited: INVITABLE.filter((role) => (fresh ? wished.has(role) : asked(role).length > 0)) as string[],
		names: Object.fromEntries(
			INVITABLE.map((role) => [
				role,
				asked(role)
					.map(({ name }) => name)
					.filter(Boolean)
					.join(', ')
			])
		)
	};
}

export type Plan = ReturnType<typeof plan>;

/** Several names in one box are several people. */
export const namesIn = (text: string): (string | null)[] => {
	const names = text
		.split(',')
		.map((name) => name.trim())
		.filter(Boolean);
	return names.length ? names : [null];
};

/** The authority's own places to choose from, and the one arranged even when it is no longer offered. */
export async function places(scope: AuthorityScope, { venueId }: Review): Promise<{ choice: string; name: string }[]> {
	const all = await venues.list(scope, { ended: true });
	const there = all.filter(({ id, ended }) => !ended || id === venueId);
	return there.map(({ id, name }) => ({ choice: venues.choiceOf(id), name }));
}
