import { isSealed } from '#lib/forms/sealed.ts';
import type { Replies, Reply } from '#lib/forms/types.ts';
import { now } from './clock.ts';
import { NotTheRow } from './db/own-rows.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import * as proof from './proof.ts';
import type { ReadPermit } from './readings.ts';
import { asMany, asOne, rowKey } from './sealing/fields.ts';
import { openerFor, sealerFor, type Opener } from './sealing/index.ts';

/** A submission, who it is from, and the review whose key its words are sealed with. */
export interface Of {
	id: string;
	consultationId: string;
	reviewId: string;
}

/** Every reply in a submission that is the participant's own, by question id. Whoever else reads needs a permit. */
export function of(scope: AuthorityScope, submission: Of): Promise<Replies> {
	if (scope.actor.kind !== 'participant') throw new Error('somebody else’s words are opened without a permit');
	return all(scope, submission);
}

/** Every reply in a submission that somebody else has opened: the permit shows that it was written down. */
export async function read(scope: AuthorityScope, permit: ReadPermit, submission: Of): Promise<Replies> {
	permit.demand(submission.id);
	return all(scope, submission);
}

/** Every reply. Throws when what was sent is no longer as it was. */
async function all(scope: AuthorityScope, submission: Of): Promise<Replies> {
	const { sent, said, opener } = await standing(scope, submission);
	if (sent?.sentAt || sent?.proof) proof.check(opener, sent.proof, { ...sent, id: submission.id }, said);
	return said;
}

/** Every reply as it stands, in one query: a row for each chosen value and each field of words. */
async function standing(scope: AuthorityScope, { id, consultationId, reviewId }: Of) {
	const rows = await scope
		.selectFrom('reply')
		.leftJoin('answer', (join) =>
			sameAuthority(
				'answer.submissionId',
				'reply.submissionId'
			)(join).onRef('answer.questionId', '=', 'reply.questionId')
		)
		.leftJoin('words', (join) =>
			sameAuthority('words.submissionId', 'reply.submissionId')(join).onRef('words.questionId', '=', 'reply.questionId')
		)
		.innerJoin('submission', sameAuthority('submission.id', 'reply.submissionId'))
		.select(['reply.questionId', 'reply.state', 'reply.audience', 'answer.value', 'words.field', 'words.words'])
		.select([
			'submission.consultationId',
			'submission.reviewId',
			'submission.revision',
			'submission.kind',
			'submission.sentAt'
		])
		.select(['submission.helper', 'submission.helperHow', 'submission.assistedBy', 'submission.proof'])
		.where('reply.submissionId', '=', id)
		.execute();
	// Found the other way, by its own id: one damaged index cannot lead to somebody else's.
	const [sent] = rows;
	if (sent && sent.consultationId !== consultationId) throw new NotTheRow('consultation');
	if (sent && sent.reviewId !== reviewId) throw new NotTheRow('review');
	const opener = await openerFor(scope, { review: reviewId });
	const said: Replies = {};
	for (const { questionId, state, audience, value, field, words } of rows) {
		const key = { submissionId: id, questionId };
		const reply = (said[questionId] ??= { state, values: [], words: {}, audience: audience ?? undefined });
		if (value !== null && isSealed(questionId)) reply.values = valuesIn(opener, key, value);
		else if (value !== null && !reply.values.includes(value)) reply.values.push(value);
		// Each field of words comes once for every chosen value: it is opened once.
		if (field !== null && words !== null)
			reply.words[field] ??= opener.open(
				{ table: 'words', row: rowKey('words', { ...key, field }), column: 'words' },
				words
			);
	}
	return { sent, said, opener };
}

/** Every reply of the participant's own that is just being sent: what `prove` will fix. */
export const sending = async (tx: AuthorityScope, submission: Of): Promise<Replies> =>
	(await standing(tx, submission)).said;

/** Fixes what was sent, as it stands or as said: with this proof, and only with it, it is shown. Returns it sealed. */
export async function prove(tx: AuthorityScope, sent: Of & proof.Sent, said?: Replies): Promise<string> {
	const sealed = proof.of(
		await sealerFor(tx, { review: sent.reviewId }),
		sent,
		said ?? (await standing(tx, sent)).said
	);
	await tx
		.updateTable('submission')
		.set({ proof: sealed })
		.where('submission.id', '=', sent.id)
		.where('submission.proof', 'is', null)
		.execute();
	return sealed;
}

/** The chosen values of a question whose choices are sealed. */
export const valuesIn = (opener: Opener, key: Key, sealed: string): string[] =>
	asMany(opener.open({ table: 'answer', row: rowKey('answer', { ...key }), column: 'value' }, sealed));

/** Puts one reply in place of whatever was there for that question. */
export async function put(tx: AuthorityScope, { id, reviewId }: Of, questionId: string, reply: Reply): Promise<void> {
	const key = { submissionId: id, questionId };
	const said = { state: reply.state, audience: reply.audience ?? null, savedAt: now() };
	// The reply comes first: whoever else answers the same question now waits for this one, and then replaces all of it.
	const made = await tx
		.insertInto('reply', { ...key, ...said })
		.onConflict((known) => known.doNothing())
		.executeTakeFirst();
	if (!made.numInsertedOrUpdatedRows) await replace(tx, key, said);
	const words = Object.entries(reply.words);
	const values = reply.values.length && isSealed(questionId) ? [asOne(reply.values)] : reply.values;
	if (!words.length && !values.length) return;
	const { seal } = await sealerFor(tx, { review: reviewId });
	const answers = values.map((value) => {
		const at = { table: 'answer', row: rowKey('answer', key), column: 'value' } as const;
		return { ...key, value: isSealed(questionId) ? seal(at, value) : value };
	});
	if (answers.length) await tx.insertInto('answer', answers).execute();
	const rows = words.map(([field, text]) => {
		const at = { table: 'words', row: rowKey('words', { ...key, field }), column: 'words' } as const;
		return { ...key, field, words: seal(at, text) };
	});
	if (rows.length) await tx.insertInto('words', rows).execute();
}

type Key = { submissionId: string; questionId: string };

async function replace(tx: AuthorityScope, { submissionId, questionId }: Key, said: object): Promise<void> {
	const mine = tx.updateTable('reply').where('reply.submissionId', '=', submissionId);
	await mine.where('reply.questionId', '=', questionId).set(said).execute();
	for (const table of ['answer', 'words'] as const) {
		// Two tables alike in these two columns.
		await tx
			.deleteFrom(table as 'answer')
			.where(`${table}.submissionId` as 'answer.submissionId', '=', submissionId)
			.where(`${table}.questionId` as 'answer.questionId', '=', questionId)
			.execute();
	}
}

/** Takes the replies to some questions out of a submission. */
export async function drop(tx: AuthorityScope, submissionId: string, questions: readonly string[]): Promise<void> {
	for (const table of ['answer', 'words', 'reply'] as const) {
		// Three tables alike in these two columns.
		await tx
			.deleteFrom(table as 'reply')
			.where(`${table}.submissionId` as 'reply.submissionId', '=', submissionId)
			.where(`${table}.questionId` as 'reply.questionId', 'in', [...questions])
			.execute();
	}
}
