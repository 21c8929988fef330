import { ageOn, type Day } from '#lib/domain/day.ts';
import { covers, gaps, overlaps, type Span } from '#lib/domain/involvement.ts';
import { FITS, type WorkingRole } from './assignments.ts';
import { today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { nameOf } from './reviews.ts';

export interface Worker extends Span {
	id: string;
	staffId: string;
	name: string;
	role: WorkingRole;
	/** Has left, or is something else now. */
	gone: boolean;
}

/** Every child who is looked after or has somebody, with who has them in a role now and later. Not sorted. */
export async function list(scope: AuthorityScope, role: WorkingRole, on: Day = today()) {
	const children = await theChildren(scope, on);
	const workers = Map.groupBy(await workersOf(scope, { role, from: on }), ({ childId }) => childId);
	const families = await familiesOf(scope);
	const now = (id: string) => (workers.get(id) ?? []).filter((one) => covers(one, on));
	const apart = (id: string) => {
		const mine = new Set(now(id).map(({ staffId }) => staffId));
		const siblings = families.get(id) ?? [];
		return siblings.filter((other) => now(other).length > 0 && !now(other).some(({ staffId }) => mine.has(staffId)));
	};
	const names = new Map(children.map((child) => [child.id, nameOf(child) ?? child.externalId]));
	return children.map((child) => {
		const all = workers.get(child.id) ?? [];
		return {
			id: child.id,
			externalId: child.externalId,
			name: nameOf(child),
			age: ageOn(on, child.bornOn),
			now: now(child.id),
			later: all.filter(({ startedOn }) => startedOn > on),
			gap: gaps(all, on)[0],
			overlap: overlaps(all, on)[0],
			/** Brothers and sisters who have somebody else. */
			apart: apart(child.id).map((id) => ({
				id,
				name: names.get(id) ?? '',
				with: now(id)
					.map((one) => one.name)
					.join(', ')
			}))
		};
	});
}
export type CaseloadRow = Awaited<ReturnType<typeof list>>[number];

function theChildren(scope: AuthorityScope, on: Day) {
	return scope
		.selectFrom('child')
		.select(['child.id', 'child.externalId', 'child.firstName', 'child.lastName', 'child.knownAs', 'child.bornOn'])
		.where(({ exists, or, selectFrom }) =>
			or([
				exists(
					selectFrom('episode')
						.select('episode.id')
						.whereRef('episode.authorityId', '=', 'child.authorityId')
						.whereRef('episode.childId', '=', 'child.id')
						.where('episode.endedOn', 'is', null)
				),
				exists(
					selectFrom('involvement')
						.select('involvement.id')
						.whereRef('involvement.authorityId', '=', 'child.authorityId')
						.whereRef('involvement.childId', '=', 'child.id')
						.where((row) => row.or([row('involvement.endedOn', 'is', null), row('involvement.endedOn', '>', on)]))
				)
			])
		)
		.execute();
}

/** Who works with children: in one role, of one child, or from a day on; the earliest first. */
async function workersOf(
	scope: AuthorityScope,
	{ role, child, from }: { role?: WorkingRole; child?: string; from?: Day }
): Promise<(Worker & { childId: string })[]> {
	let found = scope
		.selectFrom('involvement')
		.innerJoin('staff', sameAuthority('staff.id', 'involvement.staffId'))
		.select(['involvement.id', 'involvement.childId', 'involvement.staffId', 'involvement.role'])
		.select(['involvement.startedOn', 'involvement.endedOn'])
		.select(['staff.name', 'staff.endedAt', 'staff.role as staffRole'])
		.orderBy('involvement.startedOn')
		.orderBy('involvement.id');
	if (role) found = found.where('involvement.role', '=', role);
	if (child) found = found.where('involvement.childId', '=', child);
	if (from)
		found = found.where(({ eb, or }) =>
			or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', from)])
		);
	return (await found.execute()).map(({ endedAt, staffRole, ...row }) => ({
		...row,
		gone: endedAt !== null || !FITS[row.role].includes(staffRole)
	}));
}

/** Brothers and sisters as far as we know: children of one last name whose mother or father has the same name. */
async function familiesOf(scope: AuthorityScope): Promise<Map<string, string[]>> {
	const parents = await scope
		.selectFrom('person')
		.innerJoin('child', sameAuthority('child.id', 'person.childId'))
		.select(['person.childId', 'person.name', 'person.relationship', 'child.lastName'])
		.where('child.lastName', 'is not', null)
		.where('person.relationship', 'in', ['mother', 'father'])
		.execute();
	const found = new Map<string, Set<string>>();
	const byParent = Map.groupBy(parents, ({ name, relationship, lastName }) =>
		[relationship, name, lastName].join('\n').toLowerCase()
	);
	for (const children of byParent.values()) {
		for (const { childId } of children) {
			const siblings = found.get(childId) ?? new Set();
			for (const other of children) if (other.childId !== childId) siblings.add(other.childId);
			found.set(childId, siblings);
		}
	}
	return new Map([...found].map(([id, siblings]) => [id, [...siblings]]));
}

/** One child with everybody who has had, has or will have them, the latest first. Undefined when there is no such child. */
export async function ofChild(scope: AuthorityScope, childId: string) {
	const child = await scope
		.selectFrom('child')
		.select(['child.id', 'child.externalId', 'child.firstName', 'child.lastName', 'child.knownAs', 'child.bornOn'])
		.where('child.id', '=', childId)
		.executeTakeFirst();
	if (!child) return undefined;
	const workers = (await workersOf(scope, { child: childId })).reverse();
	return { id: child.id, externalId: child.externalId, name: nameOf(child), workers };
}

/** Who can be given children in a role, with how many they have now; by name. */
export async function takers(scope: AuthorityScope, role: WorkingRole, on: Day = today()) {
	const staff = await scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.name', 'staff.role'])
		.where('staff.role', 'in', FITS[role])
		.where('staff.endedAt', 'is', null)
		.execute();
	const held = Map.groupBy(await workersOf(scope, { role, from: on }), ({ staffId }) => staffId);
	return staff
		.map(({ id, name }) => ({ id, name, children: (held.get(id) ?? []).filter((one) => covers(one, on)).length }))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}
