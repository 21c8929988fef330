import type { ExpressionBuilder } from 'kysely';
import { DEFAULT_AUDIENCE, type Audience } from '#lib/domain/audience.ts';
import { mayRead, mayReadAdults, type Reader } from '#lib/domain/reading.ts';
import { allQuestions, TALK } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import type { Reply, Replies } from '#lib/forms/types.ts';
import * as audit from './audit.ts';
import { readerOf } from './caseload.ts';
import { now } from './clock.ts';
import type { Database } from './db/schema.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import * as replies from './replies.ts';
import * as reviews from './reviews.ts';
import { withHelper } from './submissions.ts';

/** One answer as the reader may see it. Its label is `<instrument>:questions.<questionId>.label`. */
export interface ReadAnswer extends Reply {
	questionId: string;
	audience: Audience;
}

/** Everything sent for a review that counts now: the child's first. */
async function sent(scope: AuthorityScope, reviewId: string) {
	const rows = await scope
		.selectFrom('submission')
		.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
		.leftJoin('person', sameAuthority('person.id', 'consultation.personId'))
		.where('submission.reviewId', '=', reviewId)
		.where('submission.sentAt', 'is not', null)
		.where('submission.supersededAt', 'is', null)
		.selectAll('submission')
		.select([
			'consultation.audience as from',
			'consultation.instrument',
			'consultation.instrumentVersion',
			'consultation.dueOn',
			'consultation.language',
			'consultation.advocateWantedAt',
			'person.name as personName'
		])
		.orderBy('submission.sentAt')
		.execute();
	return [...rows.filter(({ from }) => from === 'child'), ...rows.filter(({ from }) => from !== 'child')];
}
type Sent = Awaited<ReturnType<typeof sent>>[number];

/**
 * What came in for a review, as the actor may see it. Undefined when there is no such review for this actor. Giving a
 * body is opening it: that is written down first, for the child to see, and nothing is given when it cannot be.
 */
export async function forReview(scope: AuthorityScope, reviewId: string) {
	const review = await reviews.find(scope, reviewId);
	if (!review) return undefined;
	const reader = await readerOf(scope, review.childId);
	const given = [];
	for (const row of await sent(scope, reviewId)) given.push(await give(scope, reader, await withHelper(scope, row)));
	return given;
}

/** One contribution as `forReview` gives it. */
export type Contribution = NonNullable<Awaited<ReturnType<typeof forReview>>>[number];

async function give(scope: AuthorityScope, reader: Reader, submission: Sent) {
	const all = await audiences(scope, submission);
	const mine = all.filter(({ audience }) => isFor(reader, submission, audience));
	const answers = mine.length ? await open(scope, submission, new Set(mine.map(({ questionId }) => questionId))) : [];
	const helped = reader === 'other' ? { helper: null, helperName: null, helperHow: null } : {};
	// That they want an advocate is an answer like the others, and as private.
	const mayKnow = mine.some(({ questionId }) => asksForAdvocate(submission, questionId));
	return {
		...submission,
		...helped,
		advocateWantedAt: mayKnow ? submission.advocateWantedAt : null,
		answers,
		/** How many answers the child gave to their IRO alone, or wants to talk about first. */
		withheld: {
			'only-my-iro': withheld(all, mine, 'only-my-iro'),
			'talk-to-me-first': withheld(all, mine, 'talk-to-me-first')
		},
		/** False for somebody who arranges or counts: they see that it came, and nothing of it. */
		mayOpen: submission.from === 'child' ? reader !== 'other' : mayReadAdults(reader)
	};
}

const asksForAdvocate = ({ instrument, instrumentVersion }: Sent, questionId: string): boolean =>
	findForm(instrument, instrumentVersion)?.sections.some(({ questions }) =>
		questions.some(({ id, advocate }) => id === questionId && advocate)
	) ?? false;

type Kept = { questionId: string; audience: Audience };
const withheld = (all: Kept[], mine: Kept[], audience: Audience) =>
	all.filter((kept) => kept.audience === audience && !mine.includes(kept)).length;

const isFor = (reader: Reader, { from }: Sent, audience: Audience): boolean =>
	from === 'child' ? mayRead(reader, audience) : mayReadAdults(reader);

/** Which questions were dealt with and for whom, without what was said. */
async function audiences(scope: AuthorityScope, { id }: Sent): Promise<Kept[]> {
	const rows = await scope
		.selectFrom('reply')
		.where('reply.submissionId', '=', id)
		.select(['reply.questionId', 'reply.audience'])
		.execute();
	return rows.map(({ questionId, audience }) => ({ questionId, audience: audience ?? DEFAULT_AUDIENCE }));
}

async function open(scope: AuthorityScope, submission: Sent, questions: ReadonlySet<string>): Promise<ReadAnswer[]> {
	await stamp(scope, submission.id);
	return inOrder(submission, await replies.of(scope, submission)).filter(({ questionId }) => questions.has(questionId));
}

/** The first time a member of staff opens a submission is kept for the child to see; every time is in the log. */
function stamp(scope: AuthorityScope, submissionId: string): Promise<void> {
	return scope.transaction(async (tx) => {
		if (tx.staffId) {
			await tx
				.insertInto('reading', { submissionId, staffId: tx.staffId, readAt: now() })
				.onConflict((again) => again.doNothing())
				.execute();
		}
		await audit.record(tx, 'submission.opened', submissionId);
	});
}

/** In the order of the form; how and when to talk comes first. */
function inOrder({ instrument, instrumentVersion }: Sent, said: Replies): ReadAnswer[] {
	const form = findForm(instrument, instrumentVersion);
	const order = [TALK.id, ...(form ? allQuestions(form).map(({ id }) => id) : [])];
	return Object.entries(said)
		.map(([questionId, reply]) => ({ ...reply, questionId, audience: reply.audience ?? DEFAULT_AUDIENCE }))
		.sort((a, b) => order.indexOf(a.questionId) - order.indexOf(b.questionId));
}

/** Who of the staff opened what was sent for a review, and when first. */
export function readings(scope: AuthorityScope, reviewId: string) {
	return scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.where('submission.reviewId', '=', reviewId)
		.select(['reading.submissionId', 'reading.staffId', 'reading.readAt', 'staff.name'])
		.orderBy('reading.readAt')
		.execute();
}

/** The condition of a join of `reading` to `involvement`: it was the child's IRO, present or past, who opened it. */
export const byTheirIro = (join: Parameters<ReturnType<typeof sameAuthority>>[0]) =>
	sameAuthority(
		'involvement.staffId',
		'reading.staffId'
	)(join)
		.onRef('involvement.childId', '=', 'submission.childId')
		.on('involvement.role', '=', 'iro');

/** A condition on `submission`: something of the form is answered. Left blank, or only asking to talk, it says no view. */
export const saysSomething = ({ exists, selectFrom }: ExpressionBuilder<Database, 'submission'>) =>
	exists(
		selectFrom('reply')
			.select('reply.questionId')
			.whereRef('reply.authorityId', '=', 'submission.authorityId')
			.whereRef('reply.submissionId', '=', 'submission.id')
			.where('reply.state', '=', 'answered')
			.where('reply.questionId', '<>', TALK.id)
	);

/**
 * When the child's own words for a review first reached their IRO, present or past; null when they never did. This is
 * the evidence for PN6: sent but never opened is not a view conveyed.
 */
export async function reachedIroAt(scope: AuthorityScope, reviewId: string): Promise<string | null> {
	const first = await scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
		.innerJoin('involvement', byTheirIro)
		.where('submission.reviewId', '=', reviewId)
		.where('consultation.audience', '=', 'child')
		.where(saysSomething)
		.select('reading.readAt')
		.orderBy('reading.readAt')
		.executeTakeFirst();
	return first?.readAt ?? null;
}
