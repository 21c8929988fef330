import type { Role } from '#lib/domain/role.ts';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import { isId } from '../ids.ts';
import * as reviews from '../reviews.ts';
import { setting } from '../settings.ts';
import { post } from './post.ts';
import { TEMPLATES } from './templates.ts';

/** So many on the page: the latest. */
export const MOST_LISTED = 200;

/** Messages that say by being there that a child may not be safe. */
const ALARMS = Object.keys(TEMPLATES).filter((template) => template.startsWith('safety-'));
/** Who may know about which child an alarm is: whoever sends the authority's mail need not. */
const knowsOfAlarms = ({ actor }: AuthorityScope) =>
	actor.kind === 'staff' && (actor.role === 'manager' || isOfOwnOnly(actor));
/** Who is shown the messages about a review of their own, and no others. */
const isOfOwnOnly = ({ role }: { role: Role }) => role === 'iro';

const rowsOf = (scope: AuthorityScope) =>
	scope
		.selectFrom('outbox')
		.leftJoin('staff', sameAuthority('staff.id', 'outbox.staffId'))
		.leftJoin('review', sameAuthority('review.id', 'outbox.reviewId'))
		.leftJoin('child', (join) =>
			join
				.onRef('child.authorityId', '=', 'outbox.authorityId')
				.on(({ eb, or }) =>
					or([eb('child.id', '=', eb.ref('review.childId')), eb('child.id', '=', eb.ref('outbox.childId'))])
				)
		)
		.select([
			'outbox.id',
			'outbox.createdAt',
			'outbox.template',
			'outbox.channel',
			'outbox.state',
			'outbox.tries',
			'outbox.nextAt',
			'outbox.sentAt',
			'outbox.reason',
			'outbox.reviewId',
			'staff.name as staffName',
			'child.firstName',
			'child.lastName',
			'child.knownAs',
			'child.externalId as childExternalId'
		]);

const NO_CHILD = {
	reviewId: null,
	childExternalId: null,
	childName: null,
	firstName: null,
	lastName: null,
	knownAs: null
};

/**
 * What was sent and what is to leave, the latest first: by which way, with which template, when and what became of it.
 * Never what it says, nor the address; of an alarm, only a manager is told about which child it is. Of one review, or of the
 * whole authority. Undefined where the actor sees those of their own reviews only, and it is none of theirs.
 */
export async function list(scope: AuthorityScope, { reviewId }: { reviewId?: string } = {}) {
	const { actor } = scope;
	if (actor.kind === 'staff' && isOfOwnOnly(actor) && !(reviewId && (await reviews.find(scope, reviewId))))
		return undefined;
	if (reviewId && !isId(reviewId)) return [];
	const all = knowsOfAlarms(scope);
	let rows = rowsOf(scope);
	if (reviewId) rows = rows.where('outbox.reviewId', '=', reviewId);
	if (reviewId && !all) rows = rows.where('outbox.template', 'not in', ALARMS);
	const found = await rows.orderBy('outbox.id', 'desc').limit(MOST_LISTED).execute();
	return found.map((row) =>
		ALARMS.includes(row.template) && !all ? { ...row, ...NO_CHILD } : { ...row, childName: reviews.nameOf(row) }
	);
}

export type Listed = NonNullable<Awaited<ReturnType<typeof list>>>[number];

/** How many wait. */
export async function waiting(scope: AuthorityScope): Promise<number> {
	const { count } = await scope
		.selectFrom('outbox')
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.where('outbox.state', '=', 'waiting')
		.executeTakeFirstOrThrow();
	return count;
}

/** What was given up is tried again, from the beginning. False where there is no such message, or it was not given up. */
export function retry(scope: AuthorityScope, id: string): Promise<boolean> {
	return scope.transaction(async (tx) => {
		if (!isId(id)) return false;
		const done = await tx
			.updateTable('outbox')
			.set({ state: 'waiting', tries: 0, nextAt: now(), reason: null })
			.where('outbox.id', '=', id)
			.where('outbox.state', '=', 'dead')
			.executeTakeFirst();
		if (!done.numUpdatedRows) return false;
		await audit.record(tx, 'message.retried', id);
		return true;
	});
}

/** A message to the actor, to see that mail leaves. */
export const trial = (scope: AuthorityScope) =>
	post(scope, {
		to: { staffId: scope.staffId! },
		template: 'trial',
		language: 'en',
		values: { link: `${setting('ORIGIN')}/messages` },
		about: 'authority'
	});
