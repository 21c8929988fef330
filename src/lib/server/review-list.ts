import { ageOn, londonDay } from '#lib/domain/day.ts';
import { nextStep, STEPS, type Step } from '#lib/domain/next-step.ts';
import type { Role } from '#lib/domain/role.ts';
import { formForChild } from '#lib/forms/index.ts';
import { holidays } from './bank-holidays.ts';
import * as care from './care.ts';
import { today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import * as reviews from './reviews.ts';
import * as safetyFlags from './safety-flags.ts';

export type Asked = ConsultationTable['audience'];

/** How far somebody's form has come: sent is sent, whatever has been begun since. */
export interface CameIn {
	state: 'not-asked' | 'asked' | 'started' | 'sent';
	/** Not sent and past its day, or sent after it. */
	late: boolean;
	/** The child's IRO has opened what was sent. */
	read: boolean;
	/** The child would rather talk. */
	talk: boolean;
}

const NOT_ASKED: CameIn = { state: 'not-asked', late: false, read: false, talk: false };

/** Which of the steps are whose to do. */
const THEIRS: Record<Role, readonly Step[]> = {
	iro: STEPS,
	// Reading, answering and recording are the IRO's; that a record is missing is the manager's to see.
	manager: ['safety', 'record', 'overdue', 'ask', 'arrange', 'chase', 'wait'],
	'business-support': ['overdue', 'ask', 'arrange', 'chase', 'wait'],
	'social-worker': ['overdue', 'chase', 'wait'],
	'participation-lead': ['wait'],
	administrator: ['wait'],
	'duty-team': ['wait']
};

/** The reviews the actor may see that are still to be held, each with what it needs next. Not sorted. */
export async function due(scope: AuthorityScope) {
	const [rows, asked, opened, wishes, flags, iros] = [
		await openReviews(scope),
		Map.groupBy(await consultationsOf(scope), byReview),
		Map.groupBy(await readingsOf(scope), bySubmission),
		await waitingWishes(scope),
		await safetyFlags.countsByReview(scope),
		Map.groupBy(await irosOf(scope), ({ childId }) => childId)
	];
	const histories = await care.openHistories(scope);
	const targets = await care.targetsOf(scope);
	return rows.map((row) => {
		const iro = iros.get(row.childId)?.[0];
		const latest = care.latestFor(
			histories.get(row.childId) ?? { periods: [], held: [] },
			{ id: row.id, on: row.dueOn },
			targets
		);
		const readByIro = (submissionId: string) =>
			opened.get(submissionId)?.some(({ staffId }) => staffId === iro?.id) ?? false;
		const mine = asked.get(row.id) ?? [];
		const facts = {
			cameIn: cameIn(mine, readByIro),
			unread: mine.filter(({ sentAt, submissionId }) => sentAt && !readByIro(submissionId!)).length,
			overdueForms: mine.filter(isOverdue).length,
			wishesWaiting: wishes.get(row.id) ?? 0,
			openFlags: flags.get(row.id) ?? 0
		};
		const review = {
			...row,
			childName: reviews.nameOf(row),
			age: ageOn(row.dueOn, row.bornOn),
			iro: iro && { id: iro.id, name: iro.name }
		};
		return {
			...review,
			...facts,
			statutoryOn: latest?.statutoryOn,
			targetOn: latest?.targetOn,
			step: step(scope, { ...review, ...facts, statutoryOn: latest?.statutoryOn })
		};
	});
}

/** One row of the list. */
export type DueReview = Awaited<ReturnType<typeof due>>[number];

type Facts = Omit<Parameters<typeof nextStep>[0], 'today' | 'childToAsk'> & { age: number; cameIn: DueCameIn };
type DueCameIn = Record<Asked, CameIn>;

function step(scope: AuthorityScope, facts: Facts): Step {
	const theirs = scope.actor.kind === 'staff' ? THEIRS[scope.actor.role] : STEPS;
	const childToAsk = facts.cameIn.child.state === 'not-asked' && formForChild(facts.age) !== undefined;
	return nextStep({ ...facts, today: today(), childToAsk }, theirs, holidays());
}

/** One row a review: of several meetings, the last. */
async function openReviews(scope: AuthorityScope) {
	const rows = await reviews
		.open(scope)
		.leftJoin('meeting', sameAuthority('meeting.reviewId', 'review.id'))
		.select(['review.id', 'review.childId', 'review.dueOn', 'meeting.meetsOn', 'meeting.startsAt', 'meeting.venue'])
		.select([
			'child.externalId as childExternalId',
			'child.firstName',
			'child.lastName',
			'child.knownAs',
			'child.bornOn'
		])
		.orderBy('meeting.meetsOn')
		.execute();
	return [...new Map(rows.map((row) => [row.id, row])).values()];
}

const openIds = (scope: AuthorityScope) => reviews.open(scope).select('review.id');

/** One row a consultation and live submission: a draft and what was sent before it can stand side by side. */
function consultationsOf(scope: AuthorityScope) {
	return scope
		.selectFrom('consultation')
		.leftJoin('submission', (join) =>
			sameAuthority('submission.consultationId', 'consultation.id')(join).on('submission.supersededAt', 'is', null)
		)
		.where('consultation.reviewId', 'in', openIds(scope))
		.select([
			'consultation.reviewId',
			'consultation.audience',
			'consultation.dueOn',
			'consultation.enteredAt',
			'consultation.closedAt'
		])
		.select(['submission.id as submissionId', 'submission.sentAt', 'submission.kind'])
		.execute();
}
type Consulted = Awaited<ReturnType<typeof consultationsOf>>[number];

function readingsOf(scope: AuthorityScope) {
	return scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.where('submission.reviewId', 'in', openIds(scope))
		.select(['reading.submissionId', 'reading.staffId'])
		.execute();
}

async function waitingWishes(scope: AuthorityScope): Promise<Map<string, number>> {
	const rows = await scope
		.selectFrom('wish')
		.where('wish.reviewId', 'in', openIds(scope))
		.where('wish.withdrawnAt', 'is', null)
		.where('wish.decision', 'is', null)
		.select(['wish.reviewId', ({ fn }) => fn.countAll<number>().as('count')])
		.groupBy('wish.reviewId')
		.execute();
	return new Map(rows.map(({ reviewId, count }) => [reviewId, count]));
}

function irosOf(scope: AuthorityScope) {
	return scope
		.selectFrom('involvement')
		.innerJoin('staff', sameAuthority('staff.id', 'involvement.staffId'))
		.where('involvement.childId', 'in', reviews.open(scope).select('review.childId'))
		.where('involvement.role', '=', 'iro')
		.where('involvement.startedOn', '<=', today())
		.where(({ eb, or }) => or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', today())]))
		.select(['involvement.childId', 'staff.id', 'staff.name'])
		.orderBy('involvement.startedOn', 'desc')
		.orderBy('involvement.id', 'desc')
		.execute();
}

const byReview = ({ reviewId }: { reviewId: string }) => reviewId;
const bySubmission = ({ submissionId }: { submissionId: string }) => submissionId;
const isOverdue = ({ sentAt, closedAt, dueOn }: Consulted) => !sentAt && !closedAt && dueOn < today();

function cameIn(asked: Consulted[], readByIro: (submissionId: string) => boolean): DueCameIn {
	const of = (audience: Asked) =>
		furthest(
			asked.filter((consulted) => consulted.audience === audience),
			readByIro
		);
	return { child: of('child'), parent: of('parent'), 'foster-carer': of('foster-carer') };
}

/** Of several asked alike (two parents), the one who came furthest. */
function furthest(asked: Consulted[], readByIro: (submissionId: string) => boolean): CameIn {
	const sent = asked.find(({ sentAt }) => sentAt);
	if (sent) {
		const late = londonDay(sent.sentAt!) > sent.dueOn;
		return { state: 'sent', late, read: readByIro(sent.submissionId!), talk: sent.kind === 'talk' };
	}
	const [begun] = asked.filter(({ enteredAt, submissionId }) => enteredAt || submissionId);
	const one = begun ?? asked[0];
	return one ? { ...NOT_ASKED, state: begun ? 'started' : 'asked', late: isOverdue(one) } : NOT_ASKED;
}
