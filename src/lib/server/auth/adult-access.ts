import { londonDay } from '#lib/domain/day.ts';
import { carersChanged } from '#lib/domain/placement.ts';
import { now, today } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { ConsultationTable } from '../db/schema.ts';
import { isGone } from '../people.ts';

type Asked = Pick<
	ConsultationTable,
	'audience' | 'childId' | 'personId' | 'openedAt' | 'episodeId' | 'closedAt' | 'expiresAt'
>;

/** Those whose part ends when the child lives with them no longer. */
const CARERS = ['foster-carer', 'keyworker', 'adopter'];

/**
 * Whether an adult's way in is over: the consultation is closed or has expired, they are no longer round the child, or
 * they are a carer and the child lives elsewhere. Asked of the database for each page, so it holds on every node at once.
 */
export async function isOver(scope: AuthorityScope, asked: Asked): Promise<boolean> {
	if (asked.closedAt || asked.expiresAt <= now()) return true;
	const person = asked.personId
		? await scope
				.selectFrom('person')
				.select(['person.relationship', 'person.endedOn'])
				.where('person.id', '=', asked.personId)
				.executeTakeFirst()
		: undefined;
	if (person && isGone(person)) return true;
	const cares = asked.audience === 'foster-carer' || CARERS.includes(person?.relationship ?? '');
	return cares && movedOn(scope, asked);
}

async function movedOn(scope: AuthorityScope, { childId, episodeId, openedAt }: Asked): Promise<boolean> {
	const stays = await scope
		.selectFrom('episode')
		.select(['episode.id', 'episode.startedOn', 'episode.endedOn', 'episode.reasonStarted'])
		.where('episode.childId', '=', childId)
		.execute();
	return carersChanged(stays, { episodeId, on: londonDay(openedAt) }, today());
}

/** The episode of care a child is in today, for a carer who is asked now; null when none is known. */
export async function episodeOf(scope: AuthorityScope, childId: string): Promise<string | null> {
	const current = await scope
		.selectFrom('episode')
		.select('episode.id')
		.where('episode.childId', '=', childId)
		.where('episode.startedOn', '<=', today())
		.orderBy('episode.startedOn', 'desc')
		.executeTakeFirst();
	return current?.id ?? null;
}
