import { addMonths } from '#lib/domain/day.ts';
import { current } from './caseload.ts';
import { today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import * as releases from './releases.ts';
import * as retention from './retention.ts';
import { nameOf } from './reviews.ts';

/**
 * What is kept about a child, without what was said: their reviews, who opened what, until when it is kept, and what was
 * asked for. For the child's IRO and the managers; undefined for anybody else.
 */
export async function of(scope: AuthorityScope, childId: string) {
	const child = await releases.childFor(scope, childId);
	if (!child) return undefined;
	const [iro] = await current(scope, childId, 'iro');
	const until = addMonths(today(), FAR * 12);
	const removals = (await retention.plan(scope, until)).filter((removal) => removal.childId === childId);
	return {
		id: child.id,
		name: nameOf(child) ?? child.externalId,
		externalId: child.externalId,
		iro: iro?.name ?? null,
		reviews: await reviewsOf(scope, childId),
		readings: await readingsOf(scope, childId),
		removals,
		releases: await releases.ofChild(scope, childId)
	};
}

/** Years: longer than anything is kept. */
const FAR = 150;

const reviewsOf = (scope: AuthorityScope, childId: string) =>
	scope
		.selectFrom('review')
		.select(['review.id', 'review.dueOn', 'review.heldOn', 'review.cancelledOn'])
		.where('review.childId', '=', childId)
		.orderBy('review.dueOn', 'desc')
		.execute();

const readingsOf = (scope: AuthorityScope, childId: string) =>
	scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.select(['reading.submissionId', 'reading.readAt', 'staff.id as staffId', 'staff.name', 'staff.role'])
		.select(['consultation.audience as from', 'submission.sentAt', 'submission.reviewId'])
		.where('submission.childId', '=', childId)
		.orderBy('reading.readAt', 'desc')
		.execute();
