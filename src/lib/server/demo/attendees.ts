import type { Attendance } from '#lib/domain/attendance.ts';
import { ageOn, type Day } from '#lib/domain/day.ts';
import { at, type Child } from './care.ts';
import type { Random } from './random.ts';
import { add, momentOn, workingDay, type World } from './world.ts';

interface Place {
	role: string;
	name: string | null;
	/** How often they come, of 1. */
	comes: number;
	/** Why their absence does not count. */
	notAppropriate?: string;
}

/** Why a parent is not asked. */
const NO_PARENT = { abroad: 'Not in the United Kingdom', 'not-known': 'Not known', order: 'A court order says no' };

function parent(r: Random, child: Child, role: 'mother' | 'father', comes: number): Place[] {
	const { name = null } = child[role] ?? {};
	if (child.unaccompanied) return [{ role, name: null, comes: 0, notAppropriate: NO_PARENT.abroad }];
	if (!name) return r.chance(0.5) ? [{ role, name: null, comes: 0, notAppropriate: NO_PARENT['not-known'] }] : [];
	if (child.setting === 'adoption') return [{ role, name, comes: 0, notAppropriate: NO_PARENT.order }];
	return [{ role, name, comes }];
}

/** Who belongs at a child's review. */
function places(r: Random, child: Child, on: Day): Place[] {
	const age = ageOn(on, child.bornOn);
	const carer = at(child.carers, on);
	const often = (of1: number, place: Place): Place[] => (r.chance(of1) ? [place] : []);
	const interpreted = child.reads !== null && child.reads !== 'en';
	return [
		...parent(r, child, 'mother', 0.5),
		...parent(r, child, 'father', 0.28),
		...(carer ? [{ role: carer.relationship, name: carer.name, comes: 0.92 }] : []),
		{ role: 'social-worker', name: at(child.socialWorkers, on)?.name ?? null, comes: 0.94 },
		...(carer?.relationship === 'foster-carer'
			? often(0.55, { role: 'supervising-social-worker', name: null, comes: 0.7 })
			: []),
		...(age >= 4 ? often(0.75, { role: 'school', name: null, comes: 0.66 }) : []),
		...often(0.3, { role: 'health', name: null, comes: 0.5 }),
		...often(0.1, { role: 'other-family', name: null, comes: 0.7 }),
		...(interpreted ? [{ role: 'interpreter', name: null, comes: 0.9 }] : []),
		...(age >= 16 ? often(0.5, { role: 'personal-adviser', name: null, comes: 0.7 }) : [])
	];
}

/** Writes down who was asked to a review and, once it was held, who came. Returns those there, by role and person. */
export function invite(
	world: World,
	r: Random,
	child: Child,
	reviewId: string,
	on: Day,
	held: { advocate: boolean } | null
): Set<string> {
	const there = new Set<string>();
	const all = [
		...places(r, child, on),
		...(held?.advocate ? [{ role: 'advocate', name: 'Kay Underhill', comes: 1 }] : [])
	];
	const invitedAt = momentOn(workingDay(on, -12), r);
	for (const { role, name, comes, notAppropriate = null } of all) {
		const came: Attendance = r.chance(comes) ? (r.chance(0.9) ? 'all' : 'part') : 'no';
		const person = child.people.find((who) => who.name === name);
		if (held ? came !== 'no' : !notAppropriate)
			for (const key of [role, ...(person ? [`person:${person.id}`] : [])]) there.add(key);
		if (!held && notAppropriate) continue;
		const asked = notAppropriate || invitedAt > `${world.today}T` ? null : invitedAt;
		add(world, 'attendee', {
			id: world.id(),
			reviewId,
			role,
			name,
			invitedAt: asked,
			attended: held ? came : null,
			notAppropriate
		});
	}
	return there;
}
