import * as audit from './audit.ts';
import type { AuthorityScope } from './db/scope.ts';
import { forgetOwners, ownerName, type Owner } from './sealing/keys.ts';

/*
 * Removing what was said, for good: first the key, so that no copy of the database opens it any more, then the rows.
 */

/**
 * Removes everything that was said, arranged and decided for one review, by anybody. What the authority must return and
 * count stays: its days, the participation code, who chaired, why it was late. False when there is no such review.
 */
export function review(scope: AuthorityScope, id: string): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const found = await tx.selectFrom('review').select('review.id').where('review.id', '=', id).executeTakeFirst();
		if (!found) return false;
		await dropKeys(tx, [{ review: id }]);
		for (const table of OF_A_REVIEW) {
			// Tables alike in this column; everything below them goes with them.
			const name = table as 'consultation';
			await tx.deleteFrom(name).where(`${name}.reviewId`, '=', id).execute();
		}
		const words = { codeReason: null, notAttendedReason: null };
		await tx.updateTable('review').set(words).where('review.id', '=', id).execute();
		await audit.record(tx, 'review.erased', id);
		return true;
	});
}

/** What hangs on a review and goes with what was said before it: their own rows follow them. */
const OF_A_REVIEW = [
	'consultation',
	'wish',
	'safetyFlag',
	'meeting',
	'attendee',
	'opening',
	'entryNote',
	'heldPost',
	'reviewChange',
	'outbox',
	'upload'
] as const;

/** The id of a child named by our id or the authority's; undefined when there is none. */
export async function childNamed(scope: AuthorityScope, named: string): Promise<string | undefined> {
	const found = await scope
		.selectFrom('child')
		.select('child.id')
		.where(({ eb, or }) => or([eb('child.id', '=', named), eb('child.externalId', '=', named)]))
		.executeTakeFirst();
	return found?.id;
}

/**
 * Removes a child with everything about them: care, reviews, people, and all that was said. Nothing of them is counted
 * any more. What was done is still in the log, by ids that now lead nowhere. False when there is no such child.
 */
export function child(scope: AuthorityScope, id: string): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const found = await tx.selectFrom('child').select('child.id').where('child.id', '=', id).executeTakeFirst();
		if (!found) return false;
		const reviews = await tx.selectFrom('review').select('review.id').where('review.childId', '=', id).execute();
		await dropKeys(tx, [{ child: id }, ...reviews.map((row) => ({ review: row.id }))]);
		await tx.updateTable('release').set({ words: null }).where('release.childId', '=', id).execute();
		await tx.deleteFrom('child').where('child.id', '=', id).execute();
		await audit.record(tx, 'child.erased', id);
		return true;
	});
}

async function dropKeys(tx: AuthorityScope, owners: readonly Owner[]): Promise<void> {
	for (const owner of owners) {
		await tx.deleteFrom('sealingKey').where('sealingKey.owner', '=', ownerName(owner)).execute();
	}
	forgetOwners(tx, owners);
}
