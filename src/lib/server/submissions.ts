import type { Selectable } from 'kysely';
import { findForm, formOf } from '#lib/forms/index.ts';
import { findQuestion, safetyIn, steps, TALK } from '#lib/forms/engine.ts';
import type { Helper } from '#lib/forms/helper.ts';
import type { FormDefinition, Question, Replies, Reply } from '#lib/forms/types.ts';
import { now } from './clock.ts';
import { ownId } from './consultations.ts';
import type { AuthorityScope } from './db/scope.ts';
import type { ConsultationTable, SubmissionTable } from './db/schema.ts';
import { newId } from './ids.ts';
import * as replies from './replies.ts';
import * as safetyFlags from './safety-flags.ts';
import { openerFor, opened, rowOf, sealerFor } from './sealing/index.ts';
import * as wishes from './wishes.ts';

export type Submission = Selectable<SubmissionTable>;
type Consultation = Selectable<ConsultationTable>;

/** Why an answer was not taken: the review has happened, so nothing about it can change any more. */
export type SaveRefusal = 'review-held';

/** The participant's draft, and what they last sent. Either may be undefined. */
export async function own(scope: AuthorityScope): Promise<{ draft?: Submission; sent?: Submission }> {
	const rows = await scope
		.selectFrom('submission')
		.selectAll('submission')
		.where('submission.consultationId', '=', ownId(scope))
		.where('submission.supersededAt', 'is', null)
		.execute();
	const clear = await Promise.all(rows.map((row) => withHelper(scope, row)));
	return { draft: clear.find(({ sentAt }) => !sentAt), sent: clear.find(({ sentAt }) => sentAt) };
}

/** The same submission with the name of who helped opened. */
export async function withHelper<S extends Pick<Submission, 'id' | 'reviewId' | 'helperName'>>(
	scope: AuthorityScope,
	submission: S
): Promise<S> {
	const { id, reviewId, helperName } = submission;
	if (helperName === null) return submission;
	const open = opened(await openerFor(scope, { review: reviewId }), 'submission', id);
	return { ...submission, helperName: open('helperName', helperName) };
}

/** The name of who helped, to be stored. */
async function sealHelper(
	tx: AuthorityScope,
	{ id, reviewId }: replies.Of,
	name: string | null
): Promise<string | null> {
	if (name === null) return null;
	return rowOf(await sealerFor(tx, { review: reviewId }), 'submission', id).seal('helperName', name);
}

/** The same, with what the participant has said so far: the draft's replies, else those last sent. */
export async function ownSoFar(
	scope: AuthorityScope
): Promise<{ draft?: Submission; sent?: Submission; said: Replies }> {
	const { draft, sent } = await own(scope);
	const current = draft ?? sent;
	return { draft, sent, said: current ? await replies.of(scope, current) : {} };
}

/** What a participant has said so far. */
export const ownReplies = async (scope: AuthorityScope): Promise<Replies> => (await ownSoFar(scope)).said;

/**
 * Keeps one reply, in the draft: made on the first answer, or from what was sent before when this changes it. A choice
 * that says the child may not be safe is raised at once, sent or not. Returns all that is said with it.
 */
export function save(
	scope: AuthorityScope,
	consultation: Consultation,
	question: Question,
	reply: Reply
): Promise<SaveRefusal | Replies> {
	return scope.transaction(async (tx) => {
		if (await isHeld(tx, consultation.reviewId)) return 'review-held';
		const draft = await holdDraft(tx, consultation);
		await replies.put(tx, draft, question.id, reply);
		for (const value of safetyIn(question, reply)) await safetyFlags.raise(tx, consultation, question.id, value);
		return replies.of(tx, draft);
	});
}

async function isHeld(tx: AuthorityScope, reviewId: string): Promise<boolean> {
	const review = await tx
		.selectFrom('review')
		.select('review.heldOn')
		.where('review.id', '=', reviewId)
		.executeTakeFirstOrThrow();
	return review.heldOn !== null;
}

async function openDraft(tx: AuthorityScope, consultation: Consultation): Promise<Submission> {
	const { draft, sent } = await own(tx);
	if (draft) return draft;
	const made = {
		id: newId(),
		consultationId: consultation.id,
		reviewId: consultation.reviewId,
		childId: consultation.childId,
		revision: (sent?.revision ?? 0) + 1,
		kind: 'form' as const,
		startedAt: now(),
		helper: sent?.helper ?? null,
		helperName: sent?.helperName ?? null,
		helperHow: sent?.helperHow ?? null
	};
	const helperName = await sealHelper(tx, made, made.helperName);
	await tx.insertInto('submission', { ...made, helperName }).execute();
	if (sent) {
		for (const [questionId, reply] of Object.entries(await replies.of(tx, sent)))
			await replies.put(tx, made, questionId, reply);
	}
	return { ...made, authorityId: tx.authorityId, sentAt: null, supersededAt: null, proof: null, assistedBy: null };
}

/**
 * The draft, with its row held until the transaction ends: another tab that sends it waits, and sends this too. Where
 * that tab was first, what comes now is a change, in a draft of its own.
 */
async function holdDraft(tx: AuthorityScope, consultation: Consultation): Promise<Submission> {
	const draft = await openDraft(tx, consultation);
	const held = await tx
		.updateTable('submission')
		.set({ startedAt: draft.startedAt, assistedBy: assistant(tx, draft) })
		.where('submission.id', '=', draft.id)
		.where('submission.sentAt', 'is', null)
		.executeTakeFirst();
	return held.numUpdatedRows ? draft : openDraft(tx, consultation);
}

/** The worker whose code started the session. Whoever helped with any of it is written beside all of it, and stays there. */
const assistant = ({ actor }: AuthorityScope, { assistedBy }: Submission): string | null =>
	(actor.kind === 'participant' && actor.assistedBy) || assistedBy;

/** Who helped, and how. Part of the draft: said before sending. */
export function setHelper(
	scope: AuthorityScope,
	consultation: Consultation,
	helper: Helper
): Promise<SaveRefusal | undefined> {
	return scope.transaction(async (tx) => {
		if (await isHeld(tx, consultation.reviewId)) return 'review-held';
		const draft = await holdDraft(tx, consultation);
		await tx
			.updateTable('submission')
			.set({ ...helper, helperName: await sealHelper(tx, draft, helper.helperName) })
			.where('submission.id', '=', draft.id)
			.execute();
		return undefined;
	});
}

/**
 * Sends the draft: from here on it is what the IRO reads. Sending twice, from two tabs or after a lost line, counts
 * once; with nothing to send and something sent before, that stands. Returns what stands, or why not.
 */
export function send(scope: AuthorityScope, consultation: Consultation): Promise<Submission | SaveRefusal> {
	return scope.transaction(async (tx) => {
		const { draft, sent } = await own(tx);
		if (!draft && sent) return sent;
		if (await isHeld(tx, consultation.reviewId)) return 'review-held';
		const sending = draft ?? (await openDraft(tx, consultation));
		return finish(tx, consultation, sending, sent);
	});
}

/** "I'd rather talk": a complete submission, with how to reach the participant and, in their words, when. */
export function sendTalk(
	scope: AuthorityScope,
	consultation: Consultation,
	reply: Reply
): Promise<Submission | SaveRefusal> {
	return scope.transaction(async (tx) => {
		const { draft, sent } = await own(tx);
		if (!draft && sent?.kind === 'talk' && (await isSame(tx, sent, reply))) return sent;
		if (await isHeld(tx, consultation.reviewId)) return 'review-held';
		const sending = draft ?? (await openDraft(tx, consultation));
		await replies.put(tx, sending, TALK.id, reply);
		await tx.updateTable('submission').set({ kind: 'talk' }).where('submission.id', '=', sending.id).execute();
		return finish(tx, consultation, { ...sending, kind: 'talk' }, sent);
	});
}

/** The same words sent again: a double tap or a lost line. */
async function isSame(tx: AuthorityScope, sent: Submission, reply: Reply): Promise<boolean> {
	const before = (await replies.of(tx, sent))[TALK.id];
	return (
		before !== undefined &&
		JSON.stringify([before.values.sort(), before.words]) === JSON.stringify([[...reply.values].sort(), reply.words])
	);
}

async function finish(
	tx: AuthorityScope,
	consultation: Consultation,
	sending: Submission,
	before?: Submission
): Promise<Submission> {
	const sentAt = now();
	const assistedBy = assistant(tx, sending);
	if (before) {
		const standing = tx.updateTable('submission').where('submission.id', '=', before.id);
		await standing.where('submission.supersededAt', 'is', null).set({ supersededAt: sentAt }).execute();
	}
	const mine = await tx
		.updateTable('submission')
		.set({ sentAt, assistedBy })
		.where('submission.id', '=', sending.id)
		.where('submission.sentAt', 'is', null)
		.executeTakeFirst();
	// Another tab was quicker: it waited for nobody, this one for it, and what it sent is what stands.
	if (!mine.numUpdatedRows) return (await own(tx)).sent ?? { ...sending, sentAt };
	const said = await replies.sending(tx, sending);
	const kept = await withoutUnasked(tx, consultation, sending.id, said);
	if (consultation.audience === 'child') await wishes.keep(tx, consultation, said);
	const sent = { ...sending, sentAt, assistedBy };
	return { ...sent, proof: await replies.prove(tx, sent, kept) };
}

/** What is sent is what the check showed: an answer to a question that is no longer asked is no part of it. */
async function withoutUnasked(
	tx: AuthorityScope,
	consultation: Consultation,
	id: string,
	said: Replies
): Promise<Replies> {
	const asked = new Set([TALK.id, ...steps(formOf(consultation), said).map((question) => question.id)]);
	const unasked = Object.keys(said).filter((questionId) => !asked.has(questionId));
	if (unasked.length) await replies.drop(tx, id, unasked);
	return Object.fromEntries(Object.entries(said).filter(([questionId]) => !unasked.includes(questionId)));
}

/** Notes that somebody has come past the advocate offer, answered or not, and from the reply whether they took it. */
export async function noteAdvocateOffer(scope: AuthorityScope, question: Question, reply: Reply): Promise<void> {
	const wanted = reply.values.some((value) => question.advocate?.includes(value));
	await scope
		.updateTable('consultation')
		.set(({ fn, ref, val }) => ({
			advocateShownAt: fn.coalesce(ref('consultation.advocateShownAt'), val(now())),
			advocateWantedAt: wanted ? now() : null
		}))
		.where('consultation.id', '=', ownId(scope))
		.execute();
}

/** The question a participant may answer, or undefined: not in their form. */
export const questionOf = (consultation: Consultation, id: string): Question | undefined => {
	const form: FormDefinition | undefined = findForm(consultation.instrument, consultation.instrumentVersion);
	return form && findQuestion(form, id);
};
