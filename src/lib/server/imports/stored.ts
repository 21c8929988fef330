import type { Selectable } from 'kysely';
import type { AuthorityScope } from '../db/scope.ts';
import type { ChildTable, EpisodeTable, InvolvementTable, ReviewTable } from '../db/schema.ts';

export type StoredEpisode = Selectable<EpisodeTable>;
export type StoredInvolvement = Selectable<InvolvementTable>;
export type StoredReview = Pick<
	Selectable<ReviewTable>,
	'id' | 'childId' | 'externalId' | 'careId' | 'dueOn' | 'heldOn' | 'cancelledOn' | 'recordedAt' | 'participationCode'
>;

/** What Sayso already knows of one child. */
export interface StoredChild extends Selectable<ChildTable> {
	episodes: StoredEpisode[];
	involvements: StoredInvolvement[];
	reviews: StoredReview[];
}

/** Values in one query; every database takes more. */
const AT_ONCE = 1_000;

/** What Sayso knows of these children, by external id. */
export async function storedChildren(
	scope: AuthorityScope,
	externalIds: readonly string[]
): Promise<Map<string, StoredChild>> {
	const children = await inParts(externalIds, (ids) =>
		scope.selectFrom('child').where('child.externalId', 'in', ids).selectAll('child').execute()
	);
	const ids = children.map(({ id }) => id);
	const [episodes, involvements, reviews] = await Promise.all([
		inParts(ids, (part) =>
			scope.selectFrom('episode').where('episode.childId', 'in', part).selectAll('episode').execute()
		),
		inParts(ids, (part) =>
			scope.selectFrom('involvement').where('involvement.childId', 'in', part).selectAll('involvement').execute()
		),
		inParts(ids, (part) => reviewsWhere(scope).where('review.childId', 'in', part).execute())
	]);
	const of = <T extends { childId: string }>(rows: T[]) => Map.groupBy(rows, ({ childId }) => childId);
	const [episodesOf, involvementsOf, reviewsOf] = [of(episodes), of(involvements), of(reviews)];
	return new Map(
		children.map((child) => [
			child.externalId,
			{
				...child,
				episodes: episodesOf.get(child.id) ?? [],
				involvements: involvementsOf.get(child.id) ?? [],
				reviews: reviewsOf.get(child.id) ?? []
			}
		])
	);
}

function reviewsWhere(scope: AuthorityScope) {
	return scope
		.selectFrom('review')
		.select(['review.id', 'review.childId', 'review.externalId', 'review.careId', 'review.dueOn', 'review.heldOn'])
		.select(['review.cancelledOn', 'review.recordedAt', 'review.participationCode']);
}

/** Rows of any child that already have one of these external ids: they may have moved from one child to another. */
export const episodesById = (scope: AuthorityScope, ids: readonly string[]): Promise<StoredEpisode[]> =>
	inParts(ids, (part) =>
		scope.selectFrom('episode').where('episode.externalId', 'in', part).selectAll('episode').execute()
	);

export const involvementsById = (scope: AuthorityScope, ids: readonly string[]): Promise<StoredInvolvement[]> =>
	inParts(ids, (part) =>
		scope.selectFrom('involvement').where('involvement.externalId', 'in', part).selectAll('involvement').execute()
	);

export const reviewsById = (scope: AuthorityScope, ids: readonly string[]): Promise<StoredReview[]> =>
	inParts(ids, (part) => reviewsWhere(scope).where('review.externalId', 'in', part).execute());

async function inParts<T>(values: readonly string[], query: (part: string[]) => Promise<T[]>): Promise<T[]> {
	const found: T[] = [];
	for (let i = 0; i < values.length; i += AT_ONCE) found.push(...(await query(values.slice(i, i + AT_ONCE))));
	return found;
}
