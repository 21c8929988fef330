import type { ExpressionBuilder } from 'kysely';
import { DEFAULT_AUDIENCE, type Audience } from '#lib/domain/audience.ts';
import { mayReadAdults, type Reader } from '#lib/domain/reading.ts';
import { allQuestions, TALK } from '#lib/forms/engine.ts';
import { findForm } from '#lib/forms/index.ts';
import type { Reply, Replies } from '#lib/forms/types.ts';
import type { Database } from './db/schema.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { Arrived, Kept, OpenedReview, ReadPermit } from './readings.ts';
import * as replies from './replies.ts';
import { withHelper } from './submissions.ts';

/** One answer as the reader may see it. Its label is `<instrument>:questions.<questionId>.label`. */
export interface ReadAnswer extends Reply {
	questionId: string;
	audience: Audience;
}

/**
 * What came in for a review that the actor has opened, as they may see it: what it says comes only with the permit that
 * opening it gave.
 */
export async function ofOpened(scope: AuthorityScope, { reader, asksReason, arrived, permit }: OpenedReview) {
	const given = [];
	for (const submission of arrived) given.push(await give(scope, { reader, asksReason, permit }, submission));
	return given;
}

/** One contribution as `ofOpened` gives it. */
export type Contribution = Awaited<ReturnType<typeof ofOpened>>[number];

type Opened = Pick<OpenedReview, 'reader' | 'asksReason' | 'permit'>;

async function give(scope: AuthorityScope, { reader, asksReason, permit }: Opened, submission: Arrived) {
	const { all, mine, ...row } = submission;
	const answers = mine.length ? await read(scope, permit, submission) : [];
	// That they want an advocate is an answer like the others, and as private.
	const mayKnow = mine.some(({ questionId }) => asksForAdvocate(submission, questionId));
	return {
		...row,
		...(await helperFor(scope, reader, submission)),
		advocateWantedAt: mayKnow ? row.advocateWantedAt : null,
		answers,
		/** How many answers the child gave to their IRO alone, or wants to talk about first. */
		withheld: {
			'only-my-iro': withheld(all, mine, 'only-my-iro'),
			'talk-to-me-first': withheld(all, mine, 'talk-to-me-first')
		},
		/** They may open it once they have said why. */
		asksReason,
		/** False for somebody who arranges or counts: they see that it came, and nothing of it. */
		mayOpen: row.from === 'child' ? reader !== 'other' : mayReadAdults(reader)
	};
}

/** Who helped, for who works with the child; by name only for who opened something of it. */
async function helperFor(scope: AuthorityScope, reader: Reader, submission: Arrived) {
	if (reader === 'other') return { helper: null, helperName: null, helperHow: null, assistedByName: null };
	const { helper, helperHow, mine } = submission;
	const assistedByName = await nameOfStaff(scope, submission.assistedBy);
	return {
		helper,
		helperHow,
		assistedByName,
		helperName: mine.length ? (await withHelper(scope, submission)).helperName : null
	};
}

/** The worker whose code the child came in with, where there was one: the child said nothing about that. */
async function nameOfStaff(scope: AuthorityScope, id: string | null): Promise<string | null> {
	if (!id) return null;
	const staff = scope.selectFrom('staff').select('staff.name').where('staff.id', '=', id);
	return (await staff.executeTakeFirst())?.name ?? null;
}

const asksForAdvocate = ({ instrument, instrumentVersion }: Arrived, questionId: string): boolean =>
	findForm(instrument, instrumentVersion)?.sections.some(({ questions }) =>
		questions.some(({ id, advocate }) => id === questionId && advocate)
	) ?? false;

const withheld = (all: Kept[], mine: Kept[], audience: Audience) =>
	all.filter((kept) => kept.audience === audience && !mine.includes(kept)).length;

async function read(scope: AuthorityScope, permit: ReadPermit, submission: Arrived): Promise<ReadAnswer[]> {
	const questions = new Set(submission.mine.map(({ questionId }) => questionId));
	const said = await replies.read(scope, permit, submission);
	return inOrder(submission, said).filter(({ questionId }) => questions.has(questionId));
}

/** In the order of the form; how and when to talk comes first. */
function inOrder({ instrument, instrumentVersion }: Arrived, said: Replies): ReadAnswer[] {
	const form = findForm(instrument, instrumentVersion);
	const order = [TALK.id, ...(form ? allQuestions(form).map(({ id }) => id) : [])];
	return Object.entries(said)
		.map(([questionId, reply]) => ({ ...reply, questionId, audience: reply.audience ?? DEFAULT_AUDIENCE }))
		.sort((a, b) => order.indexOf(a.questionId) - order.indexOf(b.questionId));
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
