import type { ParticipationCode } from '#lib/domain/participation.ts';
import type { AuthorityScope, NewRow } from '#lib/server/db/scope.ts';
import { newId } from '#lib/server/ids.ts';

const createdAt = '2025-01-01T09:00:00.000Z';

/** A child, twelve in 2026 unless `is` says otherwise. */
export async function addChild(scope: AuthorityScope, is: Partial<NewRow<'child'>> = {}): Promise<string> {
	const id = newId();
	await scope.insertInto('child', { id, externalId: id.slice(-10), bornOn: '2014-05-05', createdAt, ...is }).execute();
	return id;
}

/** A time in care that lasts, from the start of 2025. */
export async function addEpisode(
	scope: AuthorityScope,
	childId: string,
	is: Partial<NewRow<'episode'>> = {}
): Promise<void> {
	const row = { id: newId(), childId, startedOn: '2025-01-06', reasonStarted: 'S', legalStatus: 'C2', ...is };
	await scope.insertInto('episode', row).execute();
}

/** A review that was held in the return year 2026. */
export async function addReview(
	scope: AuthorityScope,
	childId: string,
	is: Partial<NewRow<'review'>> = {}
): Promise<string> {
	const id = newId();
	const row = {
		id,
		childId,
		dueOn: '2025-10-01',
		heldOn: '2025-10-01',
		createdAt,
		participationCode: 'PN1' as const,
		...is
	};
	await scope.insertInto('review', row).execute();
	return id;
}

/** So many held reviews of each code, each of a child of their own: PN0 of children of two, the others of twelve. */
export async function addReviewsByCode(
	scope: AuthorityScope,
	counts: Partial<Record<ParticipationCode, number>>
): Promise<void> {
	const children: NewRow<'child'>[] = [];
	const reviews: NewRow<'review'>[] = [];
	for (const [code, count] of Object.entries(counts) as [ParticipationCode, number][]) {
		for (let i = 0; i < count; i++) {
			const [id, externalId] = [newId(), `${code}${i}`];
			children.push({ id, externalId, bornOn: code === 'PN0' ? '2023-08-15' : '2013-08-15', createdAt });
			reviews.push({
				id: newId(),
				childId: id,
				dueOn: '2025-11-03',
				heldOn: '2025-11-03',
				participationCode: code,
				createdAt
			});
		}
	}
	// A statement takes so many values at most.
	for (let i = 0; i < children.length; i += 500) {
		await scope.insertInto('child', children.slice(i, i + 500)).execute();
		await scope.insertInto('review', reviews.slice(i, i + 500)).execute();
	}
}
