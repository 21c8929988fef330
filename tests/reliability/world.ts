import { formOf } from '#lib/forms/index.ts';
import { findQuestion } from '#lib/forms/engine.ts';
import type { Replies, Reply } from '#lib/forms/types.ts';
import * as authorities from '#lib/server/authorities.ts';
import { connect, type Connection } from '#lib/server/db/connect.ts';
import { AuthorityScope, type NewRow } from '#lib/server/db/scope.ts';
import { newId } from '#lib/server/ids.ts';
import { forgetKeys } from '#lib/server/sealing/keys.ts';
import * as submissions from '#lib/server/submissions.ts';

const AT = '2026-01-01T09:00:00.000Z';

/** What a child says in these tests: words, more words, and a choice that is a wish. Everybody's words are their own. */
const saidBy = (consultationId: string): Record<string, Reply> => ({
	feelings: { state: 'answered', values: ['happy'], words: {} },
	'listened-to': { state: 'answered', values: ['very-happy'], words: {} },
	'going-well': { state: 'answered', values: [], words: { words: `well of ${consultationId}` } },
	worries: { state: 'answered', values: [], words: { words: `worry of ${consultationId} ${'and on '.repeat(40)}` } },
	topics: { state: 'answered', values: ['home', 'friends'], words: {} }
});

/** A database with one authority and so many children who are each asked and have said nothing yet. */
export async function makeAsked(address: string, many: number): Promise<void> {
	const connection = connect(address);
	await connection.migrate();
	const made = await authorities.create(connection.directory, {
		code: 'crash',
		name: 'Crash',
		nineOhThree: null,
		drafts: ''
	});
	if ('refused' in made) throw new Error(made.refused);
	const scope = new AuthorityScope(connection.db, made.id, { kind: 'command-line' });
	for (let from = 0; from < many; from += 200) await ask(scope, Math.min(200, many - from));
	await connection.close();
}

async function ask(scope: AuthorityScope, many: number): Promise<void> {
	const children: NewRow<'child'>[] = [];
	const reviews: NewRow<'review'>[] = [];
	const asked: NewRow<'consultation'>[] = [];
	for (let made = 0; made < many; made++) {
		const [childId, reviewId] = [newId(), newId()];
		children.push({ id: childId, externalId: childId, bornOn: '2016-05-05', createdAt: AT });
		reviews.push({ id: reviewId, childId, dueOn: '2099-12-10', createdAt: AT });
		asked.push({
			id: newId(),
			reviewId,
			childId,
			audience: 'child',
			instrument: 'older-child',
			instrumentVersion: 1,
			openedAt: AT,
			dueOn: '2099-12-01',
			expiresAt: '2099-12-31T00:00:00.000Z'
		});
	}
	await scope.insertInto('child', children).execute();
	await scope.insertInto('review', reviews).execute();
	await scope.insertInto('consultation', asked).execute();
}

const asChild = (connection: Connection, { authorityId, id }: { authorityId: string; id: string }) =>
	new AuthorityScope(connection.db, authorityId, { kind: 'participant', consultationId: id, audience: 'child' });

/** Everybody who was asked, in the order they were. */
export const everyone = ({ directory }: Connection) =>
	directory.selectFrom('consultation').selectAll().orderBy('id').execute();

type Consultation = Awaited<ReturnType<typeof everyone>>[number];

/** One child's part up to sending: what the pages do, by the same modules. */
export async function say(connection: Connection, consultation: Consultation): Promise<void> {
	const scope = asChild(connection, consultation);
	for (const [id, reply] of Object.entries(saidBy(consultation.id))) {
		const question = findQuestion(formOf(consultation), id)!;
		const saved = await submissions.save(scope, consultation, question, reply);
		if (typeof saved === 'string') throw new Error(saved);
	}
}

/** Sends it; the id of what was sent is the receipt. */
export async function send(connection: Connection, consultation: Consultation): Promise<string> {
	const sent = await submissions.send(asChild(connection, consultation), consultation);
	if (typeof sent === 'string') throw new Error(sent);
	return sent.id;
}

export interface Found {
	/** Said to be sent, and not there. */
	lost: number;
	/** Sent, and not whole. */
	torn: number;
	/** Sent more than once. */
	doubled: number;
	/** Sent and whole. */
	whole: number;
}

/** Looks at everything that is stored, against what was acknowledged. */
export async function look(connection: Connection, acknowledged: ReadonlyMap<string, string>): Promise<Found> {
	const found: Found = { lost: 0, torn: 0, doubled: 0, whole: 0 };
	forgetKeys(); // as a process would that has just been started
	for (const consultation of await everyone(connection)) {
		const scope = asChild(connection, consultation);
		const sent = await scope
			.selectFrom('submission')
			.select('submission.id')
			.where('submission.consultationId', '=', consultation.id)
			.where('submission.sentAt', 'is not', null)
			.execute();
		if (!sent.length) {
			if (acknowledged.has(consultation.id)) found.lost++;
			continue;
		}
		if (sent.length > 1) found.doubled++;
		if (await isWhole(scope, consultation.id).catch(() => false)) found.whole++;
		else found.torn++;
	}
	return found;
}

async function isWhole(scope: AuthorityScope, consultationId: string): Promise<boolean> {
	const said = await submissions.ownReplies(scope);
	const wishes = await scope
		.selectFrom('wish')
		.select('wish.id')
		.where('wish.consultationId', '=', consultationId)
		.execute();
	return isAsSaid(said, consultationId) && wishes.length === 2;
}

function isAsSaid(said: Replies, consultationId: string): boolean {
	const expected = saidBy(consultationId);
	const same = Object.entries(expected).every(
		([id, { state, values, words }]) =>
			said[id]?.state === state &&
			said[id].words.words === words.words &&
			said[id].values.toSorted().join() === values.toSorted().join()
	);
	return same && Object.keys(said).length === Object.keys(expected).length;
}

/** Whether what a child sent reads as it was sent; throws where it is refused. */
export async function saysWhatWasSent(
	connection: Connection,
	consultation: Consultation
): Promise<'same' | 'missing' | 'wrong'> {
	const scope = asChild(connection, consultation);
	const { sent, said } = await submissions.ownSoFar(scope);
	if (!sent || !Object.keys(said).length) return 'missing';
	return isAsSaid(said, consultation.id) ? 'same' : 'wrong';
}
