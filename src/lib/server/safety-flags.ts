import { maySeeSafety } from '#lib/domain/reading.ts';
import * as audit from './audit.ts';
import { isMine, readerOf } from './caseload.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { nameOf } from './reviews.ts';

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
	const named = rows.map((row) => ({ ...row, childName: nameOf(row) }));
	return [...named.filter(({ seenAt }) => !seenAt), ...named.filter(({ seenAt }) => seenAt)];
}

/** Every flag of one review, the oldest first. */
export async function ofReview(scope: AuthorityScope, reviewId: string) {
	const rows = await inFull(scope).where('safetyFlag.reviewId', '=', reviewId).orderBy('safetyFlag.raisedAt').execute();
	return rows.map((row) => ({ ...row, childName: nameOf(row) }));
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
		const by = { handledAt: now(), handledBy: tx.staffId, handledNote: note.trim() };
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
		.select(['safetyFlag.id', 'safetyFlag.childId', 'safetyFlag.seenAt'])
		.executeTakeFirst();
	return flag && maySeeSafety(await readerOf(scope, flag.childId)) ? flag : undefined;
}
