import type { Selectable } from 'kysely';
import { DEFAULT_AUDIENCE } from '#lib/domain/audience.ts';
import { mayRead, type Reader } from '#lib/domain/reading.ts';
import { needsReason, type Decision } from '#lib/domain/wish.ts';
import { allQuestions, wishesIn, type FormWish } from '#lib/forms/engine.ts';
import { findForm, formOf } from '#lib/forms/index.ts';
import type { Replies } from '#lib/forms/types.ts';
import * as audit from './audit.ts';
import { readerOf } from './caseload.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable, WishTable } from './db/schema.ts';
import { newId } from './ids.ts';
import type { OpenedReview } from './readings.ts';
import { opened, openerFor, rowOf, sealerFor, type Opener, type Sealer } from './sealing/index.ts';

/**
 * Wishes that stand, each with the audience the child chose for the answer it came from. A wish is as private as that
 * answer.
 */
function standing(scope: AuthorityScope) {
	return scope
		.selectFrom('wish')
		.innerJoin('consultation', sameAuthority('consultation.id', 'wish.consultationId'))
		.leftJoin('submission', (join) =>
			sameAuthority(
				'submission.consultationId',
				'wish.consultationId'
			)(join)
				.on('submission.sentAt', 'is not', null)
				.on('submission.supersededAt', 'is', null)
		)
		.leftJoin('reply', (join) =>
			sameAuthority('reply.submissionId', 'submission.id')(join).onRef('reply.questionId', '=', 'wish.questionId')
		)
		.leftJoin('staff', sameAuthority('staff.id', 'wish.decidedBy'))
		.where('wish.withdrawnAt', 'is', null)
		.selectAll('wish')
		.select([
			'consultation.instrument',
			'consultation.instrumentVersion',
			'submission.id as submissionId',
			'reply.audience',
			'staff.name as decidedByName'
		]);
}

const readable = (reader: Reader) => (wish: { audience: Parameters<typeof mayRead>[1] | null }) =>
	mayRead(reader, wish.audience ?? DEFAULT_AUDIENCE);

/** The wishes for a review that the actor has opened, as far as they may read them, and how many more the child keeps. */
export async function ofOpened(scope: AuthorityScope, { review, reader, permit }: OpenedReview) {
	const all = await standing(scope).where('wish.reviewId', '=', review.id).orderBy('wish.id').execute();
	const opener = await openerFor(scope, { review: review.id });
	const open = all.filter(readable(reader)).filter(({ submissionId }) => permit.covers(submissionId));
	return { wishes: inOrder(open).map((wish) => inClear(opener, wish)), withheld: all.length - open.length };
}

/** A stored wish with everything of it that is sealed opened. */
export function inClear<W extends Sealed>(opener: Opener, wish: W): W {
	const open = opened(opener, 'wish', wish.id);
	const { value, words, reason, privateNote } = wish;
	return {
		...wish,
		value: open('value', value)!,
		words: open('words', words),
		...(reason === undefined ? {} : { reason: open('reason', reason) }),
		...(privateNote === undefined ? {} : { privateNote: open('privateNote', privateNote) })
	};
}
/** What of it is sealed; a reader who is not given the reason or the note has not selected them. */
type Sealed = Pick<Selectable<WishTable>, 'id' | 'value' | 'words'> &
	Partial<Pick<Selectable<WishTable>, 'reason' | 'privateNote'>>;

/** As the form asks for them: what was wished for a question stays together. */
function inOrder<W extends { instrument: string; instrumentVersion: number; questionId: string }>(wishes: W[]): W[] {
	const place = ({ instrument, instrumentVersion, questionId }: W) => {
		const form = findForm(instrument, instrumentVersion);
		return form ? allQuestions(form).findIndex(({ id }) => id === questionId) : 0;
	};
	return wishes.toSorted((a, b) => place(a) - place(b));
}

/** One wish as `ofOpened` gives it. */
export type Wish = Awaited<ReturnType<typeof ofOpened>>['wishes'][number];

export interface WishDecision {
	decision: Decision;
	/** In words for the child. */
	reason: string;
	/** For staff only. */
	privateNote: string;
}

export type DecisionRefusal = 'reason-needed';

/**
 * The IRO's answer to a wish; it may be changed later. Undefined when there is no such wish for this actor: only the
 * child's IRO answers.
 */
export function decide(
	scope: AuthorityScope,
	id: string,
	input: WishDecision
): Promise<'decided' | { refused: DecisionRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		const wish = await standing(tx).where('wish.id', '=', id).executeTakeFirst();
		if (!wish || (await readerOf(tx, wish.childId)) !== 'iro') return undefined;
		const [reason, privateNote] = [input.reason.trim() || null, input.privateNote.trim() || null];
		if (needsReason(input.decision) && !reason) return { refused: 'reason-needed' } as const;
		const { seal } = rowOf(await sealerFor(tx, { review: wish.reviewId }), 'wish', id);
		const sealed = { reason: seal('reason', reason), privateNote: seal('privateNote', privateNote) };
		await tx
			.updateTable('wish')
			.set({ decision: input.decision, ...sealed, decidedAt: now(), decidedBy: tx.staffId })
			.where('wish.id', '=', id)
			.execute();
		await audit.record(tx, 'wish.decided', id);
		return 'decided' as const;
	});
}

function newRow(sealer: Sealer, consultation: Selectable<ConsultationTable>, wish: FormWish) {
	const [id, { reviewId, childId }] = [newId(), consultation];
	const { seal } = rowOf(sealer, 'wish', id);
	const sealed = { value: seal('value', wish.value)!, words: seal('words', wish.words) };
	return { ...wish, ...sealed, id, reviewId, childId, consultationId: consultation.id, createdAt: now() };
}

/** Makes the wishes what was sent says. One that is said again keeps its decision; one no longer said is withdrawn. */
export async function keep(
	tx: AuthorityScope,
	consultation: Selectable<ConsultationTable>,
	said: Replies
): Promise<void> {
	const wished = wishesIn(formOf(consultation), said);
	const sealer = await sealerFor(tx, { review: consultation.reviewId });
	const rows = tx.selectFrom('wish').selectAll('wish').where('wish.consultationId', '=', consultation.id);
	const stored = (await rows.execute()).map((row) => inClear(sealer, row));
	const same = (a: { questionId: string; value: string }, b: { questionId: string; value: string }) =>
		a.questionId === b.questionId && a.value === b.value;

	for (const wish of wished) {
		const known = stored.find((row) => same(row, wish));
		if (!known) {
			await tx.insertInto('wish', newRow(sealer, consultation, wish)).execute();
		} else if (known.withdrawnAt || known.words !== wish.words) {
			// Other words under the same choice are another wish: the answer given was to the old ones.
			const open = known.words === wish.words ? {} : { decision: null, reason: null, decidedAt: null, decidedBy: null };
			await tx
				.updateTable('wish')
				.set({ withdrawnAt: null, words: rowOf(sealer, 'wish', known.id).seal('words', wish.words), ...open })
				.where('wish.id', '=', known.id)
				.execute();
		}
	}
	for (const row of stored) {
		if (row.withdrawnAt || wished.some((wish) => same(row, wish))) continue;
		await tx.updateTable('wish').set({ withdrawnAt: now() }).where('wish.id', '=', row.id).execute();
	}
}
