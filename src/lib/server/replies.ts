import type { Replies, Reply } from '#lib/forms/types.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';

/** Every reply in a submission, by question id. The caller has made sure that the actor may see it. */
export async function of(scope: AuthorityScope, submissionId: string): Promise<Replies> {
	const found: Replies = {};
	const rows = await scope.selectFrom('reply').selectAll('reply').where('reply.submissionId', '=', submissionId).execute();
	for (const { questionId, state, audience } of rows) {
		found[questionId] = { state, values: [], words: {}, audience: audience ?? undefined };
	}
	const answers = await scope.selectFrom('answer').selectAll('answer').where('answer.submissionId', '=', submissionId).execute();
	for (const { questionId, value } of answers) found[questionId]?.values.push(value);
	const words = await scope.selectFrom('words').selectAll('words').where('words.submissionId', '=', submissionId).execute();
	for (const { questionId, field, words: text } of words) if (found[questionId]) found[questionId].words[field] = text;
	return found;
}

/** Puts one reply in place of whatever was there for that question. */
export async function put(tx: AuthorityScope, submissionId: string, questionId: string, reply: Reply): Promise<void> {
	const key = { submissionId, questionId };
	for (const table of ['answer', 'words', 'reply'] as const) {
		// Three tables alike in these two columns.
		await tx
			.deleteFrom(table as 'reply')
			.where(`${table}.submissionId` as 'reply.submissionId', '=', submissionId)
			.where(`${table}.questionId` as 'reply.questionId', '=', questionId)
			.execute();
	}
	await tx.insertInto('reply', { ...key, state: reply.state, audience: reply.audience ?? null, savedAt: now() }).execute();
	const answers = reply.values.map((value) => ({ ...key, value }));
	if (answers.length) await tx.insertInto('answer', answers).execute();
	const words = Object.entries(reply.words).map(([field, text]) => ({ ...key, field, words: text }));
	if (words.length) await tx.insertInto('words', words).execute();
}
