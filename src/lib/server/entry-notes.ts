import { current } from './caseload.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import type { EntryNoteTable } from './db/tables/entry.ts';
import { newId } from './ids.ts';
import { post } from './outbox/index.ts';
import { setting } from './settings.ts';

export type NoteKind = EntryNoteTable['kind'];

type Consultation = Pick<ConsultationTable, 'id' | 'reviewId' | 'childId' | 'openedBy'>;

/** That a child was not alone is for those who answer for their safety; that a card stopped is for whoever makes cards. */
const FOR_IRO: readonly NoteKind[] = ['not-alone'];

/** Notes something about coming in, in the transaction that is its reason, and tells the worker by message. */
export async function note(tx: AuthorityScope, consultation: Consultation, kind: NoteKind): Promise<void> {
	const { id: consultationId, reviewId, childId, openedBy } = consultation;
	const id = newId();
	await tx.insertInto('entryNote', { id, consultationId, reviewId, kind, notedAt: now() }).execute();
	const [iro] = (await current(tx, childId, 'iro')).filter(({ endedAt }) => !endedAt);
	const to = FOR_IRO.includes(kind) ? iro?.id : (openedBy ?? iro?.id);
	if (!to) return;
	const about = { review: reviewId };
	await post(tx, {
		to: { staffId: to },
		template: `entry-${kind}`,
		language: 'en',
		values: { link: `${new URL(setting('ORIGIN')).origin}/reviews/${reviewId}#asking` },
		about
	});
}

/** What was noted about one review, the latest first; that somebody was not alone only for their IRO and the managers. */
export function ofReview(scope: AuthorityScope, reviewId: string) {
	const { actor } = scope;
	const all = actor.kind === 'staff' && (actor.role === 'iro' || actor.role === 'manager');
	const notes = scope
		.selectFrom('entryNote')
		.where('entryNote.reviewId', '=', reviewId)
		.select(['entryNote.consultationId', 'entryNote.kind', 'entryNote.notedAt'])
		.orderBy('entryNote.notedAt', 'desc');
	return (all ? notes : notes.where('entryNote.kind', 'not in', FOR_IRO)).execute();
}
