import type { AuthorityScope } from './db/scope.ts';

/** Tables whose rows are one child's, and that an event may be about. */
const OF_A_CHILD = [
	'review',
	'consultation',
	'submission',
	'wish',
	'safetyFlag',
	'person',
	'release',
	'opening'
] as const;

/** Of events' subjects, those that are a child's: whose. What was removed, or is no child's, is left out. */
export async function childrenOf(scope: AuthorityScope, subjects: readonly string[]): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	if (!subjects.length) return found;
	for (const table of OF_A_CHILD) {
		// Tables alike in these two columns.
		const rows = await scope
			.selectFrom(table as 'wish')
			.select([`${table}.id` as 'wish.id', `${table}.childId` as 'wish.childId'])
			.where(`${table}.id` as 'wish.id', 'in', [...subjects])
			.execute();
		for (const { id, childId } of rows) found.set(id, childId);
	}
	const own = await scope
		.selectFrom('child')
		.select('child.id')
		.where('child.id', 'in', [...subjects])
		.execute();
	for (const { id } of own) found.set(id, id);
	return found;
}

/** Everything an event about one child may be about, and who of the child's own circle may have acted. */
export async function ofChild(
	scope: AuthorityScope,
	childId: string
): Promise<{ subjects: string[]; actors: string[] }> {
	const subjects = [childId];
	const actors: string[] = [];
	for (const table of OF_A_CHILD) {
		const rows = await scope
			.selectFrom(table as 'wish')
			.select(`${table}.id` as 'wish.id')
			.where(`${table}.childId` as 'wish.childId', '=', childId)
			.execute();
		subjects.push(...rows.map(({ id }) => id));
		if (table === 'consultation') actors.push(...rows.map(({ id }) => `consultation:${id}`));
	}
	return { subjects, actors };
}
