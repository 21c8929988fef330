import type { Selectable } from 'kysely';
import { maySeeSafety } from '#lib/domain/reading.ts';
import * as audit from './audit.ts';
import { isMine, readerOf } from './caseload.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import { newId } from './ids.ts';
import { nameOf } from './reviews.ts';
import { blindIndex, opened, openersFor, rowOf, sealerFor } from './sealing/index.ts';

/**
 * What children chose that says they may not be safe, as far as it is the actor's to act on: an IRO's own children, a
 * manager's whole authority, nobody else's.
 */
function visible(scope: AuthorityScope) {
	const flags = scope
		.selectFrom('safetyFlag')
		.innerJoin('child', sameAuthority('child.id', 'safetyFlag.childId'))
		.innerJoin('consultation', sameAuthority('consultation.id', 'safetyFlag.consultationId'));
	const { actor } = scope;
	if (actor.kind === 'staff' && actor.role === 'manager') return flags;
	if (actor.kind === 'staff' && actor.role === 'iro') return flags.where(isMine(scope));
	return flags.where('safetyFlag.id', 'is', null);
}

const inFull = (scope: AuthorityScope) =>
	visible(scope)
		.leftJoin('staff as seer', sameAuthority('seer.id', 'safetyFlag.seenBy'))
		.leftJoin('staff as handler', sameAuthority('handler.id', 'safetyFlag.handledBy'))
		.selectAll('safetyFlag')
		.select([
			'child.firstName',
			'child.lastName',
			'child.knownAs',
			'child.externalId as childExternalId',
			'consultation.audience as from',
			'consultation.instrument',
			'consultation.instrumentVersion',
			'seer.name as seenByName',
			'handler.name as handledByName'
		]);

/** Flags nobody has dealt with: those nobody has even seen first, then the oldest. */
export async function waiting(scope: AuthorityScope) {
	const rows = await inFull(scope).where('safetyFlag.handledAt', 'is', null).orderBy('safetyFlag.raisedAt').execute();
	const named = await inClear(scope, rows);
	return [...named.filter(({ seenAt }) => !seenAt), ...named.filter(({ seenAt }) => seenAt)];
}

/** Every flag of one review, the oldest first. */
export async function ofReview(scope: AuthorityScope, reviewId: string) {
	const rows = await inFull(scope).where('safetyFlag.reviewId', '=', reviewId).orderBy('safetyFlag.raisedAt').execute();
	return inClear(scope, rows);
}

type Row = Awaited<ReturnType<ReturnType<typeof inFull>['execute']>>[number];

async function inClear(scope: AuthorityScope, rows: Row[]) {
	const openerOf = await openersFor(
		scope,
		rows.map(({ reviewId }) => ({ review: reviewId }))
	);
	return rows.map((row) => {
		const open = opened(openerOf({ review: row.reviewId }), 'safetyFlag', row.id);
		const [value, handledNote] = [open('value', row.value)!, open('handledNote', row.handledNote)];
		return { ...row, value, handledNote, childName: nameOf(row) };
	});
}

/** How many flags of each review nobody has dealt with, by review id. */
export async function countsByReview(scope: AuthorityScope): Promise<Map<string, number>> {
	const rows = await visible(scope)
		.where('safetyFlag.handledAt', 'is', null)
		.select(['safetyFlag.reviewId', ({ fn }) => fn.countAll<number>().as('count')])
		.groupBy('safetyFlag.reviewId')
		.execute();
	return new Map(rows.map(({ reviewId, count }) => [reviewId, count]));
}

export type SafetyFlag = Awaited<ReturnType<typeof waiting>>[number];

/** Writes down that a participant chose this. Chosen again, it is the same flag. */
export async function raise(
	tx: AuthorityScope,
	{ id: consultationId, childId, reviewId }: Selectable<ConsultationTable>,
	questionId: string,
	value: string
): Promise<void> {
	const id = newId();
	const { seal } = rowOf(await sealerFor(tx, { review: reviewId }), 'safetyFlag', id);
	await tx
		.insertInto('safetyFlag', {
			id,
			childId,
			reviewId,
			consultationId,
			questionId,
			value: seal('value', value)!,
			valueIndex: await valueIndex(tx, { consultationId, questionId, value }),
			raisedAt: now()
		})
		.onConflict((again) => again.doNothing())
		.execute();
}

/** What finds the same flag again, whose value is sealed. */
export const valueIndex = (
	scope: AuthorityScope,
	{ consultationId, questionId, value }: { consultationId: string; questionId: string; value: string }
): Promise<string> => blindIndex(scope, 'safety-flag', `${consultationId}:${questionId}:${value}`);

/** Stops the clock: somebody has seen it. The first to see it counts. False when there is no such flag for this actor. */
export function seen(scope: AuthorityScope, id: string): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return false;
		if (!flag.seenAt) {
			await tx
				.updateTable('safetyFlag')
				.set({ seenAt: now(), seenBy: tx.staffId })
				.where('safetyFlag.id', '=', id)
				.execute();
			await audit.record(tx, 'safety-flag.seen', id);
		}
		return true;
	});
}

/** Writes down what was done about it. A note is needed. Undefined when there is no such flag for this actor. */
export function handled(
	scope: AuthorityScope,
	id: string,
	note: string
): Promise<'handled' | { refused: 'note-needed' } | undefined> {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return undefined;
		if (!note.trim()) return { refused: 'note-needed' } as const;
		const { seal } = rowOf(await sealerFor(tx, { review: flag.reviewId }), 'safetyFlag', id);
		const by = { handledAt: now(), handledBy: tx.staffId, handledNote: seal('handledNote', note.trim()) };
		const first = flag.seenAt ? {} : { seenAt: by.handledAt, seenBy: tx.staffId };
		await tx
			.updateTable('safetyFlag')
			.set({ ...by, ...first })
			.where('safetyFlag.id', '=', id)
			.execute();
		await audit.record(tx, 'safety-flag.handled', id);
		return 'handled' as const;
	});
}

async function own(scope: AuthorityScope, id: string) {
	const flag = await visible(scope)
		.where('safetyFlag.id', '=', id)
		.select(['safetyFlag.id', 'safetyFlag.childId', 'safetyFlag.reviewId', 'safetyFlag.seenAt'])
		.executeTakeFirst();
	return flag && maySeeSafety(await readerOf(scope, flag.childId)) ? flag : undefined;
}
