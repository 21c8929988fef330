import type { ExpressionBuilder } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import type { Reader } from '#lib/domain/reading.ts';
import type { Role } from '#lib/domain/role.ts';
import { today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { Database } from './db/schema.ts';

/** Roles that see every child of their authority. */
const SEES_ALL: readonly Role[] = ['manager', 'business-support', 'participation-lead', 'administrator'];

export const seesAll = ({ actor }: AuthorityScope): boolean =>
	actor.kind === 'command-line' || (actor.kind === 'staff' && SEES_ALL.includes(actor.role));

/** The involvement a role works by; undefined where there is none, and so no caseload. */
export function involvementOf({ actor }: AuthorityScope): 'iro' | 'social-worker' | undefined {
	if (actor.kind !== 'staff') return undefined;
	return actor.role === 'iro' || actor.role === 'social-worker' ? actor.role : undefined;
}

/**
 * A condition on a query that has `child`: the child is the actor's now, in the role they work by. An involvement
 * that ends today is over.
 */
export function isMine(scope: AuthorityScope) {
	return ({ exists, selectFrom }: ExpressionBuilder<Database, 'child'>) =>
		exists(
			selectFrom('involvement')
				.select('involvement.id')
				.whereRef('involvement.authorityId', '=', 'child.authorityId')
				.whereRef('involvement.childId', '=', 'child.id')
				.where('involvement.staffId', '=', scope.staffId)
				.where('involvement.role', '=', involvementOf(scope) ?? 'iro')
				.where('involvement.startedOn', '<=', today())
				.where(({ eb, or }) => or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', today())]))
		);
}

/** Who works with a child now in a role, the latest first. */
export function current(scope: AuthorityScope, childId: string, role: 'iro' | 'social-worker', on: Day = today()) {
	return scope
		.selectFrom('involvement')
		.innerJoin('staff', sameAuthority('staff.id', 'involvement.staffId'))
		.where('involvement.childId', '=', childId)
		.where('involvement.role', '=', role)
		.where('involvement.startedOn', '<=', on)
		.where(({ eb, or }) => or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', on)]))
		.select(['staff.id', 'staff.name', 'staff.endedAt'])
		.orderBy('involvement.startedOn', 'desc')
		.orderBy('involvement.id', 'desc')
		.execute();
}

/** What the actor is to a child: see domain/reading. A manager who carries the case is that child's IRO too. */
export async function readerOf(scope: AuthorityScope, childId: string): Promise<Reader> {
	const { actor } = scope;
	if (actor.kind !== 'staff') return 'other';
	const works = async (role: 'iro' | 'social-worker') =>
		(await current(scope, childId, role)).some(({ id }) => id === actor.staffId);
	if (actor.role === 'iro') return (await works('iro')) ? 'iro' : 'other';
	if (actor.role === 'manager') return (await works('iro')) ? 'iro' : 'manager';
	return actor.role === 'social-worker' && (await works('social-worker')) ? 'social-worker' : 'other';
}
