import type { Period } from '#lib/domain/period.ts';
import type { Day } from '#lib/domain/day.ts';
import type { ParticipationCode } from '#lib/domain/participation.ts';
import type { ReviewEpisode } from '#lib/domain/ssda903.ts';
import type { Exclusion } from '#lib/domain/statistics.ts';
import { practiceIds } from '../children.ts';
import type { AuthorityScope } from '../db/scope.ts';

/** What the return needs to know of one child. */
export interface ChildRecord {
	externalId: string;
	lastName: string | null;
	bornOn: Day;
	sex: string | null;
	episodes: ReviewEpisode[];
	/** Held in the period and not cancelled, oldest first. */
	reviews: { id: string; heldOn: Day; code: ParticipationCode | null }[];
	/** The last review before the period. */
	lastHeldBefore: Day | undefined;
}

/** Every child who was looked after in the period or has a review held in it. */
export async function childrenOf(scope: AuthorityScope, period: Period): Promise<ChildRecord[]> {
	const [reviews, episodes, before] = [
		Map.groupBy(await heldReviews(scope, period), ({ childId }) => childId),
		Map.groupBy(await allEpisodes(scope), ({ childId }) => childId),
		new Map((await lastBefore(scope, period)).map(({ childId, heldOn }) => [childId, heldOn]))
	];
	const inCare = (id: string) =>
		episodes.get(id)?.some((one) => one.startedOn <= period.to && (one.endedOn ?? period.from) >= period.from);
	const children = await scope
		.selectFrom('child')
		.select(['child.id', 'child.externalId', 'child.lastName', 'child.bornOn', 'child.sex'])
		.where('child.practiceAt', 'is', null)
		.execute();
	return children
		.filter(({ id }) => reviews.has(id) || inCare(id))
		.map(({ id, ...child }) => ({
			...child,
			episodes: episodes.get(id) ?? [],
			reviews: (reviews.get(id) ?? []).map(({ id, heldOn, participationCode: code }) => ({
				id,
				heldOn: heldOn!,
				code
			})),
			lastHeldBefore: before.get(id) ?? undefined
		}));
}

function heldReviews(scope: AuthorityScope, { from, to }: Period) {
	return scope
		.selectFrom('review')
		.select(['review.id', 'review.childId', 'review.heldOn', 'review.participationCode'])
		.where('review.cancelledOn', 'is', null)
		.where('review.heldOn', '>=', from)
		.where('review.heldOn', '<=', to)
		.orderBy('review.heldOn')
		.orderBy('review.id')
		.execute();
}

function allEpisodes(scope: AuthorityScope) {
	return scope
		.selectFrom('episode')
		.select(['episode.childId', 'episode.startedOn', 'episode.endedOn', 'episode.reasonStarted', 'episode.legalStatus'])
		.execute();
}

function lastBefore(scope: AuthorityScope, { from }: Period) {
	return scope
		.selectFrom('review')
		.select((eb) => ['review.childId', eb.fn.max('review.heldOn').as('heldOn')])
		.where('review.cancelledOn', 'is', null)
		.where('review.heldOn', '<', from)
		.groupBy('review.childId')
		.execute();
}

/** Reviews that were to be held in the period and are no part of its return: called off, or not held in it. */
export async function notInReturn(scope: AuthorityScope, { from, to }: Period): Promise<Exclusion[]> {
	const counted = scope
		.selectFrom('review')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('review.childId', 'not in', practiceIds(scope));
	const cancelled = await counted
		.where('review.cancelledOn', 'is not', null)
		.where(({ eb, or }) => or([eb.between('review.heldOn', from, to), eb.between('review.dueOn', from, to)]))
		.executeTakeFirstOrThrow();
	const notHeld = await counted
		.where('review.cancelledOn', 'is', null)
		.where((eb) => eb.between('review.dueOn', from, to))
		.where(({ eb, or }) =>
			or([eb('review.heldOn', 'is', null), eb('review.heldOn', '<', from), eb('review.heldOn', '>', to)])
		)
		.executeTakeFirstOrThrow();
	return [
		{ reason: 'cancelled', count: cancelled.count },
		{ reason: 'not-held-in-year', count: notHeld.count }
	];
}
