import type { Day } from '#lib/domain/day.ts';
import { londonDay } from '#lib/domain/day.ts';
import { keptUntil, recordKeptUntil, retentionOf, wordsKeptUntil, type Retention } from '#lib/domain/retention.ts';
import * as audit from './audit.ts';
import { today } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as erase from './erase.ts';
import { nameOf } from './reviews.ts';

/*
 * What is removed when. One list says it: the page shows it, and the job does what in it is due.
 */

/** Something that is removed on a day: everything about a child, what was said for a review, a sign-in, or sent messages. */
export interface Removal {
	kind: 'child' | 'words' | 'staff' | 'messages';
	/** Of the child, the review or the member of staff; of messages the day they left. */
	id: string;
	on: Day;
	/** Whose, as staff know them; null for messages. */
	name: string | null;
	/** The page that shows what it is. */
	childId: string | null;
}

/** How long this authority keeps what. */
export async function chosen(scope: AuthorityScope): Promise<Retention> {
	const row = await scope.authority();
	return retentionOf({
		record: row.retentionRecord,
		'after-death': row.retentionAfterDeath,
		words: row.retentionWords,
		messages: row.retentionMessages,
		staff: row.retentionStaff
	});
}

/** Everything that is removed up to a day, the earliest first. */
export async function plan(scope: AuthorityScope, until: Day): Promise<Removal[]> {
	const retention = await chosen(scope);
	const parts = [children, words, staff, messages].map((part) => part(scope, retention));
	const all = (await Promise.all(parts)).flat();
	return all.filter(({ on }) => on <= until).toSorted((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id));
}

async function children(scope: AuthorityScope, retention: Retention): Promise<Removal[]> {
	const rows = await scope
		.selectFrom('child')
		.select(['child.id', 'child.externalId', 'child.bornOn', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.execute();
	return rows.map((child) => ({
		kind: 'child',
		id: child.id,
		on: recordKeptUntil(child, retention),
		name: nameOf(child) ?? child.externalId,
		childId: child.id
	}));
}

/** What was said for reviews, where it goes before the rest of the child's record. */
async function words(scope: AuthorityScope, retention: Retention): Promise<Removal[]> {
	if (retention.words === null) return [];
	const rows = await scope
		.selectFrom('review')
		.innerJoin('child', (join) =>
			join.onRef('child.authorityId', '=', 'review.authorityId').onRef('child.id', '=', 'review.childId')
		)
		.where(({ exists, selectFrom }) =>
			exists(
				selectFrom('consultation')
					.select('consultation.id')
					.whereRef('consultation.authorityId', '=', 'review.authorityId')
					.whereRef('consultation.reviewId', '=', 'review.id')
			)
		)
		.select(['review.id', 'review.childId', 'review.heldOn', 'review.cancelledOn', 'review.dueOn'])
		.select(['child.externalId', 'child.bornOn', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.execute();
	return rows.map((row) => ({
		kind: 'words',
		id: row.id,
		on: wordsKeptUntil(row.heldOn ?? row.cancelledOn ?? row.dueOn, recordKeptUntil(row, retention), retention),
		name: nameOf(row) ?? row.externalId,
		childId: row.childId
	}));
}

/** Sign-ins of those who have left. Their name stays beside what they did. */
async function staff(scope: AuthorityScope, retention: Retention): Promise<Removal[]> {
	const rows = await scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.name', 'staff.endedAt'])
		.where('staff.endedAt', 'is not', null)
		.where('staff.email', 'is not', null)
		.execute();
	return rows.map(({ id, name, endedAt }) => ({
		kind: 'staff',
		id,
		on: keptUntil('staff', londonDay(endedAt!), retention),
		name,
		childId: null
	}));
}

/** Messages that have left, or were given up, by day. */
async function messages(scope: AuthorityScope, retention: Retention): Promise<Removal[]> {
	const rows = await scope
		.selectFrom('outbox')
		.select('outbox.createdAt')
		.where('outbox.state', 'in', ['sent', 'dead'])
		.execute();
	const days = new Set(rows.map(({ createdAt }) => createdAt.slice(0, 10)));
	return [...days].map((day) => ({
		kind: 'messages',
		id: day,
		on: keptUntil('messages', day, retention),
		name: null,
		childId: null
	}));
}

/** Removes what is due today, and says what that was. Anything else that was planned stays. */
export async function removeDue(scope: AuthorityScope, day: Day = today()): Promise<Removal[]> {
	const due = await plan(scope, day);
	for (const removal of due) await REMOVE[removal.kind](scope, removal.id);
	return due;
}

const REMOVE: Record<Removal['kind'], (scope: AuthorityScope, id: string) => Promise<unknown>> = {
	child: erase.child,
	words: erase.review,
	staff: removeSignIn,
	messages: (scope, day) =>
		scope.transaction(async (tx) => {
			const left = tx.deleteFrom('outbox').where('outbox.state', 'in', ['sent', 'dead']);
			await left.where('outbox.createdAt', '>=', day).where('outbox.createdAt', '<', `${day}~`).execute();
			await audit.record(tx, 'messages.removed', tx.authorityId, day);
		})
};

function removeSignIn(scope: AuthorityScope, staffId: string): Promise<void> {
	return scope.transaction(async (tx) => {
		for (const table of [
			'profile',
			'staffFactor',
			'recoveryCode',
			'staffIdentity',
			'keptForm',
			'staffInvitation'
		] as const) {
			// Tables alike in this column.
			const name = table as 'profile';
			await tx.deleteFrom(name).where(`${name}.staffId`, '=', staffId).execute();
		}
		await tx.updateTable('staff').set({ email: null, passwordHash: null }).where('staff.id', '=', staffId).execute();
		await audit.record(tx, 'staff.sign-in-removed', staffId);
	});
}
