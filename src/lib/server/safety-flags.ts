import type { Selectable } from 'kysely';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import { nameOf } from './reviews.ts';
import * as act from './safety/act.ts';
import { raise as raiseAlarm } from './safety/raise.ts';
import { visible } from './safety/visible.ts';
import { blindIndex, opened, openersFor } from './sealing/index.ts';

/*
 * What children chose that says they may not be safe, beside the reviews it belongs to. What happens with an alarm is in
 * safety/.
 */

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
		return { ...row, value, handledNote, words: null, childName: nameOf(row) };
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

/** Raises the alarm that a participant chose this. Chosen again, it is the same one. */
export async function raise(
	tx: AuthorityScope,
	consultation: Selectable<ConsultationTable>,
	questionId: string,
	value: string
): Promise<void> {
	const consultationId = consultation.id;
	const index = await valueIndex(tx, { consultationId, questionId, value });
	await raiseAlarm(tx, consultation, { kind: null, questionId, value, valueIndex: index });
}

/** What finds the same flag again, whose value is sealed. */
export const valueIndex = (
	scope: AuthorityScope,
	{ consultationId, questionId, value }: { consultationId: string; questionId: string; value: string }
): Promise<string> => blindIndex(scope, 'safety-flag', `${consultationId}:${questionId}:${value}`);

/** Stops the clock: somebody has seen it. The first to see it counts. False when there is no such flag for this actor. */
export const seen = async (scope: AuthorityScope, id: string): Promise<boolean> =>
	(await act.seen(scope, id)) !== undefined;

/** Writes down what was done about it. A note is needed. Undefined when there is no such flag for this actor. */
export async function handled(
	scope: AuthorityScope,
	id: string,
	note: string
): Promise<'handled' | { refused: 'note-needed' } | undefined> {
	const done = await act.close(scope, id, note);
	if (done === undefined) return undefined;
	return done !== 'done' && done.refused === 'note-needed' ? { refused: 'note-needed' } : 'handled';
}
