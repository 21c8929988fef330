import { addDays, addMonths } from '#lib/domain/day.ts';
import * as audit from './audit.ts';
import { now, today } from './clock.ts';
import * as consultations from './consultations.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import { serverTranslator } from './words.ts';

/*
 * The practice child: one in each authority, made up and marked, so that staff can try everything, alarms too. Statistics,
 * exports and returns leave them out (children.ts: practiceIds).
 */

export type PracticeRefusal = 'no-iro';
export type Practice = consultations.Slip & { reviewId: string };

const AGE = 12;
const DAYS_TO_REVIEW = 21;

/**
 * The practice child with a review to come: made when there is none yet. An IRO who asks gets the child on their caseload;
 * for anybody else it is on that of the IRO who had it, or of the first by name. The review's id.
 */
export async function ready(scope: AuthorityScope): Promise<string | { refused: PracticeRefusal }> {
	return scope.transaction(async (tx) => {
		const iroId = await iroFor(tx);
		if (!iroId) return { refused: 'no-iro' } as const;
		const found = await find(tx);
		const childId = found ?? (await add(tx));
		await involve(tx, childId, iroId);
		if (!found) await audit.record(tx, 'practice.made', childId);
		return (await reviewToCome(tx, childId)) ?? (await addReview(tx, childId));
	});
}

/** The same with a new card: the one before opens nothing any more. */
export async function make(scope: AuthorityScope): Promise<Practice | { refused: PracticeRefusal }> {
	const reviewId = await ready(scope);
	if (typeof reviewId !== 'string') return reviewId;
	return { ...(await cardOf(scope, reviewId)), reviewId };
}

/** The practice child's id; undefined where there is none. */
export const find = async (scope: AuthorityScope): Promise<string | undefined> =>
	(await scope.selectFrom('child').select('child.id').where('child.practiceAt', 'is not', null).executeTakeFirst())?.id;

async function iroFor(tx: AuthorityScope): Promise<string | undefined> {
	const { actor } = tx;
	if (actor.kind === 'staff' && actor.role === 'iro') return actor.staffId;
	const iros = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.role', '=', 'iro')
		.where('staff.email', 'is not', null)
		.where('staff.endedAt', 'is', null)
		.orderBy('staff.name')
		.execute();
	const childId = await find(tx);
	const theirs = childId
		? await tx
				.selectFrom('involvement')
				.select('involvement.staffId')
				.where('involvement.childId', '=', childId)
				.execute()
		: [];
	return (iros.find(({ id }) => theirs.some(({ staffId }) => staffId === id)) ?? iros[0])?.id;
}

async function add(tx: AuthorityScope): Promise<string> {
	const t = serverTranslator();
	const id = newId();
	await tx
		.insertInto('child', {
			id,
			externalId: `practice-${id}`,
			firstName: t('alarms:practice.first-name'),
			lastName: t('alarms:practice.last-name'),
			bornOn: addMonths(today(), -12 * AGE),
			createdAt: now(),
			practiceAt: now()
		})
		.execute();
	await tx
		.insertInto('episode', {
			id: newId(),
			childId: id,
			startedOn: addMonths(today(), -12),
			reasonStarted: 'S',
			legalStatus: 'C2'
		})
		.execute();
	return id;
}

async function involve(tx: AuthorityScope, childId: string, staffId: string): Promise<void> {
	const there = await tx
		.selectFrom('involvement')
		.select('involvement.id')
		.where('involvement.childId', '=', childId)
		.where('involvement.staffId', '=', staffId)
		.where('involvement.endedOn', 'is', null)
		.executeTakeFirst();
	if (there) return;
	await tx
		.insertInto('involvement', { id: newId(), childId, staffId, role: 'iro', startedOn: addDays(today(), -1) })
		.execute();
}

async function reviewToCome(tx: AuthorityScope, childId: string): Promise<string | undefined> {
	const found = await tx
		.selectFrom('review')
		.select('review.id')
		.where('review.childId', '=', childId)
		.where('review.heldOn', 'is', null)
		.where('review.cancelledOn', 'is', null)
		.executeTakeFirst();
	return found?.id;
}

async function addReview(tx: AuthorityScope, childId: string): Promise<string> {
	const id = newId();
	const dueOn = addDays(today(), DAYS_TO_REVIEW);
	await tx.insertInto('review', { id, childId, dueOn, createdAt: now() }).execute();
	return id;
}

/** The child is asked, or asked still. */
async function cardOf(scope: AuthorityScope, reviewId: string): Promise<consultations.Slip> {
	const opened = await consultations.open(scope, { reviewId, audience: 'child' });
	if (opened && !('refused' in opened)) return opened;
	const asked = await consultations.ofReview(scope, reviewId);
	const open = asked.find(({ audience, closedAt }) => audience === 'child' && !closedAt);
	const slip = open && (await consultations.newSlip(scope, open.id));
	if (!slip) throw new Error('the practice child cannot be asked');
	return slip;
}
