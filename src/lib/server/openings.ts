import type { ExpressionBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Why } from '#lib/domain/opening.ts';
import type { Reader } from '#lib/domain/reading.ts';
import * as audit from './audit.ts';
import { readerOf } from './caseload.ts';
import { now, today } from './clock.ts';
import type { Database } from './db/schema.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import * as managers from './managers.ts';
import { openersFor, sealerFor } from './sealing/index.ts';

/*
 * Opening what is not one's own. An IRO and a manager who is not the child's IRO first say why; then they may read as
 * far as domain/reading allows, this review, today. The managers are told, and the child sees who it was.
 */

/** Who may open a review of a child that is not theirs, with a reason. */
const mayOpenOthers = ({ actor }: AuthorityScope): boolean =>
	actor.kind === 'staff' && (actor.role === 'iro' || actor.role === 'manager');

/** A condition on a query that has `review`: the actor has opened it today, with a reason. */
export function isOpened(scope: AuthorityScope) {
	return ({ exists, selectFrom }: ExpressionBuilder<Database, 'review'>) =>
		exists(
			selectFrom('opening')
				.select('opening.id')
				.whereRef('opening.authorityId', '=', 'review.authorityId')
				.whereRef('opening.reviewId', '=', 'review.id')
				.where('opening.staffId', '=', scope.staffId)
				.where('opening.openedOn', '=', today())
		);
}

async function stands(scope: AuthorityScope, reviewId: string): Promise<boolean> {
	const found = await scope
		.selectFrom('review')
		.select('review.id')
		.where('review.id', '=', reviewId)
		.where(isOpened(scope))
		.executeTakeFirst();
	return found !== undefined;
}

/** What the actor is to what came in for one review, and whether they must first say why they open it. */
export async function readerOfReview(
	scope: AuthorityScope,
	review: { id: string; childId: string }
): Promise<{ reader: Reader; asksReason: boolean }> {
	const reader = await readerOf(scope, review.childId);
	if (reader === 'iro' || reader === 'social-worker' || !mayOpenOthers(scope)) return { reader, asksReason: false };
	if (!(await stands(scope, review.id))) return { reader: 'other', asksReason: true };
	return { reader: reader === 'manager' ? 'manager' : 'colleague', asksReason: false };
}

export interface Reason {
	why: Why;
	words: string;
}
/** Nobody is found by what was given, or more than one child is. */
export type NotFound = 'nobody' | 'several';

/**
 * Opens a review, by its id, for today. Undefined when there is nothing to open for this actor: no such review, or one
 * of their own.
 */
export function open(scope: AuthorityScope, reviewId: string, reason: Reason): Promise<true | undefined> {
	return scope.transaction(async (tx) => {
		const review = await tx
			.selectFrom('review')
			.select(['review.id', 'review.childId'])
			.where('review.id', '=', reviewId)
			.executeTakeFirst();
		if (!review || !mayOpenOthers(tx) || (await readerOf(tx, review.childId)) === 'iro') return undefined;
		if (!(await stands(tx, review.id))) await write(tx, review, reason);
		return true as const;
	});
}

async function write(tx: AuthorityScope, review: { id: string; childId: string }, { why, words }: Reason) {
	const id = newId();
	const sealer = await sealerFor(tx, { review: review.id });
	const sealed = sealer.seal({ table: 'opening', row: id, column: 'words' }, words);
	const when = { openedAt: now(), openedOn: today() };
	await tx
		.insertInto('opening', {
			id,
			reviewId: review.id,
			childId: review.childId,
			staffId: tx.staffId!,
			...when,
			why,
			words: sealed
		})
		.execute();
	await audit.record(tx, 'review.opened-with-reason', review.id, why);
	const link = `/audit?action=review.opened-with-reason`;
	await managers.tell(tx, {
		template: 'off-caseload-opening',
		link,
		about: { review: review.id },
		dedupe: `opening:${id}`
	});
}

/**
 * Opens the next review of a child, else the last, by the authority's id for the child or by their full name. Nothing
 * is said of the child before: what is given finds exactly one, or it does not. Each try is written down.
 */
export function openNamed(
	scope: AuthorityScope,
	named: string,
	reason: Reason
): Promise<{ reviewId: string } | { refused: NotFound }> {
	return scope.transaction(async (tx) => {
		const found = mayOpenOthers(tx) ? await childrenNamed(tx, named) : [];
		const [child, ...more] = found;
		const review = child && !more.length ? await reviewToOpen(tx, child.id) : undefined;
		if (!review) {
			await audit.record(tx, 'child.looked-for', tx.authorityId, more.length ? 'several' : 'nobody');
			return { refused: more.length ? 'several' : 'nobody' } as const;
		}
		const own = (await readerOf(tx, review.childId)) === 'iro';
		if (!own && !(await stands(tx, review.id))) await write(tx, review, reason);
		return { reviewId: review.id };
	});
}

const plain = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en-GB');

/** The children with this id or exactly this name: two at most, which is as bad as more. */
async function childrenNamed(tx: AuthorityScope, named: string): Promise<{ id: string }[]> {
	const byId = await tx.selectFrom('child').select('child.id').where('child.externalId', '=', named.trim()).execute();
	if (byId.length || !plain(named).includes(' ')) return byId;
	const rows = await tx
		.selectFrom('child')
		.select(['child.id', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.execute();
	const wanted = plain(named);
	return rows.filter(({ firstName, lastName, knownAs }) =>
		[firstName, knownAs].some((first) => first && plain(`${first} ${lastName ?? ''}`) === wanted)
	);
}

async function reviewToOpen(tx: AuthorityScope, childId: string) {
	const of = tx.selectFrom('review').select(['review.id', 'review.childId']).where('review.childId', '=', childId);
	const next = of.where('review.heldOn', 'is', null).where('review.cancelledOn', 'is', null).orderBy('review.dueOn');
	return (await next.executeTakeFirst()) ?? (await of.orderBy('review.dueOn', 'desc').executeTakeFirst());
}

/** Who opened the reviews of a child with a reason, and why, the latest first: for the child, who sees the choice only. */
export function ofReview(scope: AuthorityScope, reviewId: string) {
	return scope
		.selectFrom('opening')
		.innerJoin('staff', sameAuthority('staff.id', 'opening.staffId'))
		.select(['opening.id', 'opening.staffId', 'opening.openedAt', 'opening.why', 'staff.name', 'staff.role'])
		.where('opening.reviewId', '=', reviewId)
		.orderBy('opening.openedAt')
		.execute();
}

/** Every opening with a reason since a day, the latest first, with the words: for managers. */
export async function since(scope: AuthorityScope, day: Day) {
	const rows = await scope
		.selectFrom('opening')
		.innerJoin('staff', sameAuthority('staff.id', 'opening.staffId'))
		.innerJoin('child', sameAuthority('child.id', 'opening.childId'))
		.select(['opening.id', 'opening.reviewId', 'opening.openedAt', 'opening.why', 'opening.words', 'opening.staffId'])
		.select(['staff.name', 'staff.role', 'child.externalId', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.where('opening.openedOn', '>=', day)
		.orderBy('opening.openedAt', 'desc')
		.execute();
	const opener = await openersFor(
		scope,
		rows.map(({ reviewId }) => ({ review: reviewId }))
	);
	return rows.map((row) => ({
		...row,
		words: opener({ review: row.reviewId }).open({ table: 'opening', row: row.id, column: 'words' }, row.words)
	}));
}
