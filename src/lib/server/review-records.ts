import type { AbsenceReason, Attendance, AttendeeRole, LateReason } from '#lib/domain/attendance.ts';
import type { Chairing } from '#lib/domain/chairing.ts';
import { addDays, ageOn, type Day } from '#lib/domain/day.ts';
import * as participation from '#lib/domain/participation.ts';
import type { LatestReviewDate } from '#lib/domain/review-dates.ts';
import { addWorkingDays, isWorkingDay } from '#lib/domain/working-days.ts';
import { attendees } from './arrangements.ts';
import * as audit from './audit.ts';
import { holidays } from './bank-holidays.ts';
import * as care from './care.ts';
import { now, today } from './clock.ts';
import * as consultations from './consultations.ts';
import * as contributions from './contributions.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import * as reviews from './reviews.ts';
import { opened, openerFor, rowOf, sealerFor } from './sealing/index.ts';

/** Whether one role came: present for all or part, absent, or not asked because it was not right (with why). */
export interface Came {
	role: AttendeeRole;
	attended: Attendance | null;
	notAppropriate: string | null;
}

/** The IRO's record of one review. */
export interface RecordInput {
	heldOn: Day;
	venueUsed: string | null;
	came: Came[];
	attended: Attendance;
	/** Where the child was; null when they were not there. */
	presence: participation.Presence | null;
	/** How the child's views came out; for a child who was not there, 'advocate' is "briefed one" and the rest 'none'. */
	voice: participation.Voice;
	/** The code the IRO confirms or chooses. Null asks for the proposal. */
	code: participation.ParticipationCode | null;
	/** Why another than the one proposed. */
	codeReason: string | null;
	chairingOffered: boolean | null;
	chairingChosen: Chairing | null;
	chairing: Chairing | null;
	notAttendedReason: AbsenceReason | null;
	lateReason: LateReason | null;
	/** Null when the child leaves care. */
	nextOn: Day | null;
}

export type RecordField = 'heldOn' | 'code' | 'codeReason' | 'notAttendedReason' | 'lateReason' | 'nextOn' | 'review';
export type RecordErrors = Partial<Record<RecordField, string>>;

/** The code the evidence points to, why, and the evidence that Sayso itself holds. */
export interface Proposal {
	code: participation.ParticipationCode;
	because: participation.ParticipationReason;
}

/** Why a record was not kept, with what the form then proposes. */
export interface Refused {
	errors: RecordErrors;
	proposal: Proposal;
	next: NextReview | undefined;
}

/** When the next review must be held by, and a working day to propose. */
export type NextReview = LatestReviewDate & { proposedOn: Day };

/**
 * Writes down how a review went, or corrects it, and sets the next one. Refused with a code for each field that is
 * wrong, and with `nextNeeded` for want of a next one; undefined when there is no such review for this actor.
 */
export async function record(
	scope: AuthorityScope,
	id: string,
	input: RecordInput,
	{ nextNeeded = false } = {}
): Promise<{ code: participation.ParticipationCode } | Refused | undefined> {
	return scope.transaction(async (tx) => {
		await reviews.hold(tx, id);
		const review = await reviews.find(tx, id);
		if (!review) return undefined;
		const proposal = await propose(tx, review, input);
		const errors = await wrongWith(tx, review, input, proposal);
		if (nextNeeded) errors.nextOn ??= 'next-needed';
		if (!input.code || Object.keys(errors).length)
			return { errors, proposal, next: await nextFor(tx, review, input.heldOn) };

		const { came, heldOn, code, chairingOffered, codeReason, notAttendedReason, ...rest } = input;
		const first = review.recordedAt === null;
		const { seal } = rowOf(await sealerFor(tx, { review: id }), 'review', id);
		await tx
			.updateTable('review')
			.set({
				...rest,
				heldOn,
				codeReason: seal('codeReason', codeReason),
				notAttendedReason: seal('notAttendedReason', notAttendedReason),
				proposedCode: proposal.code,
				participationCode: code,
				chairingOffered: chairingOffered === null ? null : Number(chairingOffered)
			})
			.set(first ? { recordedAt: now(), recordedBy: tx.staffId } : {})
			.where('review.id', '=', id)
			.execute();
		await keepCame(tx, id, came);
		await consultations.reschedule(tx, id, heldOn);
		if (input.nextOn) await setNext(tx, review, heldOn, input.nextOn);
		await audit.record(tx, first ? 'review.recorded' : 'review.corrected', id);
		return { code };
	});
}

async function propose(scope: AuthorityScope, review: reviews.Review, input: RecordInput): Promise<Proposal> {
	const { videoAttends } = await scope.authority();
	return participation.proposeParticipation({
		age: ageOn(input.heldOn, review.bornOn),
		attended: input.attended,
		...(input.presence ? { presence: input.presence } : {}),
		remoteCounts: videoAttends === 1,
		voice: input.voice,
		viewsOpened: participation.reachedReview(await contributions.reachedIroAt(scope, review.id), input.heldOn)
	});
}

async function wrongWith(
	scope: AuthorityScope,
	review: reviews.Review,
	input: RecordInput,
	proposal: Proposal
): Promise<RecordErrors> {
	const { heldOn, code, nextOn } = input;
	const history = await care.historyOf(scope, review.childId);
	const targets = await care.targetsOf(scope);
	const latest = care.latestFor(history, { id: review.id, on: heldOn }, targets);
	const next = nextLatest(history, review.id, heldOn, targets);
	const twice = history.held.some((other) => other.id !== review.id && other.heldOn === heldOn);
	const errors: RecordErrors = {};
	if (review.cancelledOn) errors.review = 'cancelled';
	if (heldOn > today()) errors.heldOn = 'in-future';
	else if (twice) errors.heldOn = 'another-review-that-day';
	if (!code) errors.code = 'confirm';
	else if (!participation.codeAllowed(code, ageOn(heldOn, review.bornOn))) errors.code = 'not-for-age';
	else if (code !== proposal.code && !input.codeReason) errors.codeReason = 'needed';
	if (code && participation.needsAbsenceReason(code) && !input.notAttendedReason) errors.notAttendedReason = 'needed';
	if (latest && heldOn > latest.statutoryOn && !input.lateReason) errors.lateReason = 'needed';
	if (nextOn && nextOn <= heldOn) errors.nextOn = 'not-after';
	else if (nextOn && next && nextOn > next.statutoryOn) errors.nextOn = 'after-latest';
	return errors;
}

/** When the review after one held on a day must be held by. */
function nextLatest(history: care.History, id: string, heldOn: Day, targets: Parameters<typeof care.latestFor>[2]) {
	const held = [...history.held.filter((other) => other.id !== id && other.heldOn < heldOn), { id, heldOn }];
	return care.latestFor({ ...history, held }, { on: addDays(heldOn, 1) }, targets);
}

/** What Sayso already knows about a review that is to be recorded, and the dates that follow. Undefined as `find`. */
export async function forRecording(scope: AuthorityScope, id: string) {
	const review = await reviews.find(scope, id);
	if (!review) return undefined;
	const history = await care.historyOf(scope, review.childId);
	const targets = await care.targetsOf(scope);
	const heldOn = review.heldOn ?? (review.meetsOn && review.meetsOn <= today() ? review.meetsOn : null);
	const chairing = await chairingWish(scope, id);
	return {
		review,
		heldOn,
		latest: care.latestFor(history, { id, on: heldOn ?? review.dueOn }, targets),
		next: heldOn ? await nextFor(scope, review, heldOn) : undefined,
		attendees: await attendees(scope, id),
		openedAt: await contributions.reachedIroAt(scope, id),
		chairingAsked: chairing !== undefined,
		chairingWished: chairing ?? null,
		remoteCounts: (await scope.authority()).videoAttends === 1
	};
}

async function nextFor(scope: AuthorityScope, review: reviews.Review, heldOn: Day): Promise<NextReview | undefined> {
	const history = await care.historyOf(scope, review.childId);
	const next = nextLatest(history, review.id, heldOn, await care.targetsOf(scope));
	return next && { ...next, proposedOn: workingDayBy(next.targetOn) };
}

/** The last working day that is not after a day. */
const workingDayBy = (day: Day): Day => (isWorkingDay(day, holidays()) ? day : addWorkingDays(day, -1, holidays()));

/** What the child answered when asked about running their review; undefined when the question was not answered. */
async function chairingWish(scope: AuthorityScope, reviewId: string): Promise<Chairing | undefined> {
	const wish = await scope
		.selectFrom('wish')
		.select(['wish.id', 'wish.value'])
		.where('wish.reviewId', '=', reviewId)
		.where('wish.kind', '=', 'chairing')
		.where('wish.withdrawnAt', 'is', null)
		.executeTakeFirst();
	if (!wish) return undefined;
	const value = opened(await openerFor(scope, { review: reviewId }), 'wish', wish.id)('value', wish.value);
	return value === 'part' || value === 'full' ? value : undefined;
}

/** Marks everybody of a role alike; somebody who came without being asked gets a row. */
async function keepCame(tx: AuthorityScope, reviewId: string, came: Came[]): Promise<void> {
	const known = Map.groupBy(await attendees(tx, reviewId), ({ role }) => role);
	const sealer = await sealerFor(tx, { review: reviewId });
	const why = (id: string, words: string | null) => rowOf(sealer, 'attendee', id).seal('notAppropriate', words);
	for (const { role, attended, notAppropriate } of came) {
		for (const { id } of known.get(role) ?? []) {
			const row = tx.updateTable('attendee').where('attendee.id', '=', id);
			await row.set({ attended, notAppropriate: why(id, notAppropriate) }).execute();
		}
		if (known.has(role) || !(attended || notAppropriate)) continue;
		const row = { id: newId(), reviewId, role, name: null, invitedAt: null, attended };
		await tx.insertInto('attendee', { ...row, notAppropriate: why(row.id, notAppropriate) }).execute();
	}
}

/** The child's next review on that day: the one already set is moved, else it is made. */
async function setNext(tx: AuthorityScope, review: reviews.Review, heldOn: Day, nextOn: Day): Promise<void> {
	const next = await tx
		.selectFrom('review')
		.select('review.id')
		.where('review.childId', '=', review.childId)
		.where('review.id', '<>', review.id)
		.where('review.heldOn', 'is', null)
		.where('review.cancelledOn', 'is', null)
		.where('review.dueOn', '>', heldOn)
		.orderBy('review.dueOn')
		.executeTakeFirst();
	if (next) {
		await tx.updateTable('review').set({ dueOn: nextOn }).where('review.id', '=', next.id).execute();
	} else {
		const { childId, careId } = review;
		await tx.insertInto('review', { id: newId(), childId, careId, dueOn: nextOn, createdAt: now() }).execute();
	}
}
