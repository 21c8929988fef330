import { DEFAULT_AUDIENCE, type Audience } from '#lib/domain/audience.ts';
import { mayRead, mayReadAdults, type Reader } from '#lib/domain/reading.ts';
import * as audit from './audit.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { loggedFirst } from './not-logged.ts';
import { readerOfReview } from './openings.ts';
import * as reviews from './reviews.ts';

/*
 * Opening what somebody sent. It is written down first, for the child to see and in the log; only what that gives back
 * opens words, so that they cannot be given without it.
 */

/** Lets what was sent be opened. Nobody makes one but this file, after the reading is stored. */
class Permit {
	readonly #submissions: ReadonlySet<string>;
	constructor(submissions: readonly string[]) {
		this.#submissions = new Set(submissions);
	}
	/** Throws for a submission whose reading was not written down: a bug. */
	demand(submissionId: string): void {
		if (!this.#submissions.has(submissionId)) throw new Error('a submission is opened that was not logged');
	}
	covers(submissionId: string | null): boolean {
		return submissionId !== null && this.#submissions.has(submissionId);
	}
}
export type ReadPermit = Permit;

/** A question that was dealt with, and for whom. */
export interface Kept {
	questionId: string;
	audience: Audience;
}

/** Something that came in, as far as it is known without opening it; `mine` is what of it the actor may read. */
export type Arrived = Sent & { all: Kept[]; mine: Kept[] };

/** A review whose words the actor has opened, as far as they may. */
export interface OpenedReview {
	review: reviews.Review;
	reader: Reader;
	/** They may open it once they have said why; until then nothing of it is given. */
	asksReason: boolean;
	arrived: Arrived[];
	permit: ReadPermit;
}

/**
 * Opens what came in for a review, as far as the actor may read it. Undefined when there is no such review for them.
 * Throws NotLogged, and gives nothing, when it cannot be written down.
 */
export async function open(scope: AuthorityScope, reviewId: string): Promise<OpenedReview | undefined> {
	const review = await reviews.findToRead(scope, reviewId);
	if (!review) return undefined;
	const { reader, asksReason } = await readerOfReview(scope, review);
	const came = await sent(scope, review.id);
	const kept = await audiences(
		scope,
		came.map(({ id }) => id)
	);
	const arrived = came.map((submission) => {
		const all = kept.get(submission.id) ?? [];
		return { ...submission, all, mine: all.filter(({ audience }) => isFor(reader, submission, audience)) };
	});
	const opening = arrived.filter(({ mine }) => mine.length).map(({ id }) => id);
	return { review, reader, asksReason, arrived, permit: await log(scope, opening, 'submission.opened', review.id) };
}

/**
 * Writes down that these are opened, in one transaction, and gives the permit to. The first time is kept for the child to
 * see; every time is in the log, with the review or the release it was for.
 */
export async function log(
	scope: AuthorityScope,
	submissions: readonly string[],
	action: 'submission.opened' | 'submission.copied',
	from: string
): Promise<ReadPermit> {
	if (!submissions.length) return new Permit([]);
	await loggedFirst(() =>
		scope.transaction(async (tx) => {
			for (const submissionId of submissions) {
				if (tx.staffId) {
					await tx
						.insertInto('reading', { submissionId, staffId: tx.staffId, readAt: now() })
						.onConflict((again) => again.doNothing())
						.execute();
				}
				await audit.record(tx, action, submissionId, from);
			}
		})
	);
	return new Permit(submissions);
}

const isFor = (reader: Reader, { from }: Sent, audience: Audience): boolean =>
	from === 'child' ? mayRead(reader, audience) : mayReadAdults(reader);

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

/** Which questions of each submission were dealt with and for whom, without what was said. */
async function audiences(scope: AuthorityScope, submissions: string[]): Promise<Map<string, Kept[]>> {
	if (!submissions.length) return new Map();
	const rows = await scope
		.selectFrom('reply')
		.where('reply.submissionId', 'in', submissions)
		.select(['reply.submissionId', 'reply.questionId', 'reply.audience'])
		.execute();
	const kept = rows.map(({ audience, ...row }) => ({ ...row, audience: audience ?? DEFAULT_AUDIENCE }));
	return Map.groupBy(kept, ({ submissionId }) => submissionId);
}

/** Who of the staff opened what was sent for a review, and when first. */
export function ofReview(scope: AuthorityScope, reviewId: string) {
	return scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.where('submission.reviewId', '=', reviewId)
		.select(['reading.submissionId', 'reading.staffId', 'reading.readAt', 'staff.name'])
		.orderBy('reading.readAt')
		.execute();
}
