import { ROLES, type Role } from '#lib/domain/role.ts';
import { addDays } from '#lib/domain/day.ts';
import { now, today } from '#lib/server/clock.ts';
import type { Connection } from '#lib/server/db/connect.ts';
import type { ConsultationAudience } from '#lib/server/consultations.ts';
import { newId } from '#lib/server/ids.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import { knowsSomething, participantCookie, staffCookie } from './sessions.ts';
import { makeWorld, type Child, type World } from './world.ts';

/** Whose things an address names: one's own, another child's of the same authority, … or nobody's. */
export const WHOSE = ['own', 'other child', 'other authority', 'random', 'malformed'] as const;
export type Whose = (typeof WHOSE)[number];

/** What there is of one child for an address to name. */
export interface Things {
	child: string;
	review: string;
	flag: string;
	person: string;
	/** A member of staff, whom administrators may change. */
	staff: string;
}

export interface Visitor {
	name: string;
	role?: Role;
	/** What they came in with; undefined for nobody. Somebody else's change may end it: ask anew. */
	cookie(): Promise<string | undefined>;
}

export interface Cast {
	visitors: Visitor[];
	things: Record<Whose, Things>;
	/** In each name of the child, so that it is seen where they are shown. */
	canary: Record<'own' | 'other child' | 'other authority', string>;
	north: World;
	child: Child;
}

/** Everybody there is, around one child; and the same of a child of a colleague, and of another authority. */
export async function makeCast(connection: Connection): Promise<Cast> {
	const north = await makeWorld(connection);
	const south = await makeWorld(connection, 'Southmere');
	const canary = { own: 'Ownina', 'other child': 'Otherina', 'other authority': 'Awayina' };
	const child = await north.child({ firstName: canary.own, lastName: canary.own });
	const other = await north.child({ firstName: canary['other child'], lastName: canary['other child'] });
	const away = await south.child({ firstName: canary['other authority'], lastName: canary['other authority'] });
	const colleague = await north.staff('iro', 'A colleague');
	await north.scope
		.updateTable('involvement')
		.set({ staffId: colleague.id })
		.where('involvement.childId', '=', other.id)
		.execute();
	const none = (id: string): Things => ({ child: id, review: id, flag: id, person: id, staff: id });
	const things = {
		own: await thingsOf(north, child),
		'other child': await thingsOf(north, other),
		'other authority': await thingsOf(south, away),
		random: none(newId()),
		malformed: none("x'--")
	};
	const visitors = [...(await participants(north, child)), ...(await staffOf(north, child))];
	return { visitors, things, canary, north, child };
}

async function thingsOf(world: World, { id, reviewId }: Child): Promise<Things> {
	const { scope } = world;
	const person = newId();
	const staff = await world.staff('participation-lead', 'Somebody');
	await world.open({ id, reviewId, externalId: '', firstName: '' }, 'parent');
	const asked = await scope
		.selectFrom('consultation')
		.selectAll('consultation')
		.where('reviewId', '=', reviewId)
		.executeTakeFirstOrThrow();
	const names = { name: 'Somebody', relationship: 'mother', createdAt: now() };
	await scope.insertInto('person', { ...names, id: person, childId: id }).execute();
	await scope.transaction((tx) => safetyFlags.raise(tx, asked, 'safe-at-home', 'no'));
	const flag = await scope
		.selectFrom('safetyFlag')
		.select('safetyFlag.id')
		.where('safetyFlag.reviewId', '=', reviewId)
		.executeTakeFirstOrThrow();
	return { child: id, review: reviewId, flag: flag.id, person, staff: staff.id };
}

async function participants(world: World, child: Child): Promise<Visitor[]> {
	const { connection, authority, scope } = world;
	const made: Visitor[] = [{ name: 'nobody', cookie: async () => undefined }];
	for (const audience of ['child', 'parent', 'foster-carer'] satisfies ConsultationAudience[]) {
		if (audience !== 'parent') await world.open(child, audience);
		const asked = await scope
			.selectFrom('consultation')
			.select('id')
			.where('reviewId', '=', child.reviewId)
			.where('audience', '=', audience)
			.executeTakeFirstOrThrow();
		if (audience === 'child') await knowsSomething(connection, authority.id, asked.id);
		made.push({ name: audience, cookie: () => participantCookie(connection, authority.id, asked.id) });
	}
	return made;
}

async function staffOf(world: World, child: Child): Promise<Visitor[]> {
	const { connection, authority, scope, iro } = world;
	const visitor = (name: string, role: Role, id: string): Visitor => ({
		name,
		role,
		cookie: () => staffCookie(connection, authority.id, id)
	});
	const works = (staffId: string, role: 'iro' | 'social-worker', endedOn: string | null = null) =>
		scope
			.insertInto('involvement', { id: newId(), childId: child.id, staffId, role, startedOn: '2025-01-06', endedOn })
			.execute();
	const made: Visitor[] = [];
	for (const role of ROLES) {
		const { id } = role === 'iro' ? iro : await world.staff(role);
		if (role === 'social-worker') await works(id, role);
		made.push(visitor(role, role, id));
	}
	const former = await world.staff('iro', 'An IRO of before');
	await works(former.id, 'iro', addDays(today(), -1));
	const glass = await world.staff('administrator', 'Break glass');
	await scope.updateTable('staff').set({ breakGlassAt: now() }).where('staff.id', '=', glass.id).execute();
	const left = await world.staff('manager', 'Somebody who has left');
	await scope.updateTable('staff').set({ endedAt: now() }).where('staff.id', '=', left.id).execute();
	return [
		...made,
		visitor('iro before', 'iro', former.id),
		visitor('break-glass', 'administrator', glass.id),
		{ ...visitor('has left', 'manager', left.id), role: undefined }
	];
}
