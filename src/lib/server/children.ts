import { today } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';

/** What a participant's pages may know of the child: what to call them. No date of birth, no address, no school. */
export async function forParticipant(scope: AuthorityScope, childId: string): Promise<{ name: string | null }> {
	const child = await scope
		.selectFrom('child')
		.select(['child.knownAs', 'child.firstName'])
		.where('child.id', '=', childId)
		.executeTakeFirstOrThrow();
	return { name: child.knownAs ?? child.firstName };
}

/** The adults round a child now, by name: for the child's own pages. */
export function peopleOf(scope: AuthorityScope, childId: string) {
	return scope
		.selectFrom('person')
		.select(['person.id', 'person.name', 'person.relationship'])
		.where('person.childId', '=', childId)
		.where(({ eb, or }) => or([eb('person.endedOn', 'is', null), eb('person.endedOn', '>', today())]))
		.orderBy('person.id')
		.execute();
}

/** The practice child's id, to leave out of whatever counts children: a query inside a query. */
export const practiceIds = (scope: AuthorityScope) =>
	scope.selectFrom('child').select('child.id').where('child.practiceAt', 'is not', null);
