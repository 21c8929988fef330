import type { ExpressionBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import { involvementOf, isMine, seesAll } from './caseload.ts';
import type { Database } from './db/schema.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { isId } from './ids.ts';
import { isOpened } from './openings.ts';
import { opened, openerFor } from './sealing/index.ts';

/**
 * The reviews the actor may know of: an IRO and a social worker those of the children who are theirs now, everybody
 * else on the staff and the command line all of the authority, a participant none. Everything here starts from it.
 */
function visible(scope: AuthorityScope) {
	const reviews = scope.selectFrom('review').innerJoin('child', sameAuthority('child.id', 'review.childId'));
	if (seesAll(scope)) return reviews;
	return involvementOf(scope) ? reviews.where(isMine(scope)) : reviews.where('review.id', 'is', null);
}

/** One review with its child and when and where it meets, or undefined: not there, or not the actor's. */
export const find = (scope: AuthorityScope, id: string) => one(scope, visible(scope), id);

/** The same to look at and not to change: also one of somebody else's that the actor has given a reason to open today. */
export const findToRead = (scope: AuthorityScope, id: string) => one(scope, readable(scope), id);

/** What is visible, and what an IRO has opened today with a reason. In no list: only to read it. */
function readable(scope: AuthorityScope): ReturnType<typeof visible> {
	if (seesAll(scope) || !involvementOf(scope)) return visible(scope);
	return scope
		.selectFrom('review')
		.innerJoin('child', sameAuthority('child.id', 'review.childId'))
		.where((eb) => eb.or([isMine(scope)(eb), isOpened(scope)(eb)]));
}

async function one(scope: AuthorityScope, reviews: ReturnType<typeof visible>, id: string) {
	if (!isId(id)) return undefined;
	const found = await reviews
		.leftJoin('meeting', sameAuthority('meeting.reviewId', 'review.id'))
		.where('review.id', '=', id)
		.selectAll('review')
		.select([
			'child.externalId as childExternalId',
			'child.firstName',
			'child.lastName',
			'child.knownAs',
			'child.bornOn',
			'child.readingLanguage',
			'child.spokenLanguage',
			'meeting.id as meetingId',
			'meeting.meetsOn',
			'meeting.startsAt',
			'meeting.venue',
			'meeting.venueId',
			'meeting.venueNote'
		])
		.orderBy('meeting.meetsOn', 'desc')
		.executeTakeFirst();
	return found && inClear(scope, { ...found, childName: nameOf(found) });
}

interface Sealed {
	id: string;
	meetingId: string | null;
	venueNote: string | null;
	codeReason: string | null;
	notAttendedReason: string | null;
}

/** The same with what an IRO wrote about it opened. */
async function inClear<R extends Sealed>(scope: AuthorityScope, review: R): Promise<R> {
	const { id, meetingId, venueNote, codeReason, notAttendedReason } = review;
	if (venueNote === null && codeReason === null && notAttendedReason === null) return review;
	const opener = await openerFor(scope, { review: id });
	const open = opened(opener, 'review', id);
	return {
		...review,
		codeReason: open('codeReason', codeReason),
		notAttendedReason: open('notAttendedReason', notAttendedReason),
		venueNote: meetingId && opened(opener, 'meeting', meetingId)('venueNote', venueNote)
	};
}

/**
 * Lets whoever else would change this review wait until the transaction ends, so that two at once (a double click) see
 * each other's work.
 */
export async function hold(tx: AuthorityScope, id: string): Promise<void> {
	if (!isId(id)) return;
	const unchanged = { createdAt: ({ ref }: ExpressionBuilder<Database, 'review'>) => ref('review.createdAt') };
	await tx.updateTable('review').set(unchanged).where('review.id', '=', id).execute();
}

/** One review as `find` gives it. */
export type Review = NonNullable<Awaited<ReturnType<typeof find>>>;

/** The id of a review named by our id or by the case system's; undefined when the actor may not know of it. */
export async function idOf(scope: AuthorityScope, named: string): Promise<string | undefined> {
	const found = await visible(scope)
		.where(({ eb, or }) => or([eb('review.id', '=', named), eb('review.externalId', '=', named)]))
		.select('review.id')
		.executeTakeFirst();
	return found?.id;
}

/** The next review to be held of a child named by our id or the authority's; undefined when there is none. */
export async function nextOfChild(scope: AuthorityScope, named: string): Promise<string | undefined> {
	const found = await open(scope)
		.where(({ eb, or }) => or([eb('child.id', '=', named), eb('child.externalId', '=', named)]))
		.select('review.id')
		.orderBy('review.dueOn')
		.executeTakeFirst();
	return found?.id;
}

/** The reviews still to be held or written down as held. */
export function open(scope: AuthorityScope) {
	return visible(scope).where('review.heldOn', 'is', null).where('review.cancelledOn', 'is', null);
}

/** The reviews held from a day on, the latest first, whether Sayso or the case system has the record. */
export function heldSince(scope: AuthorityScope, day: Day) {
	return visible(scope)
		.leftJoin('staff', sameAuthority('staff.id', 'review.recordedBy'))
		.where('review.heldOn', '>=', day)
		.where('review.cancelledOn', 'is', null)
		.select([
			'review.id',
			'review.heldOn',
			'review.participationCode',
			'review.recordedAt',
			'staff.name as recordedByName'
		])
		.select(['child.externalId as childExternalId', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.orderBy('review.heldOn', 'desc')
		.orderBy('review.id')
		.execute();
}

/** What staff call a child: first and last name, with what the child wants to be called; null when an extract gave no name. */
export function nameOf(child: {
	firstName: string | null;
	lastName: string | null;
	knownAs: string | null;
}): string | null {
	const full = [child.firstName, child.lastName].filter(Boolean).join(' ');
	if (!child.knownAs || child.knownAs === child.firstName) return full || child.knownAs;
	return full ? `${full} (${child.knownAs})` : child.knownAs;
}
