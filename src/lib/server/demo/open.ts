import { addDays, ageOn, type Day } from '#lib/domain/day.ts';
import { currentForm, formForChild } from '#lib/forms/index.ts';
import { invite } from './attendees.ts';
import { at, type Child } from './care.ts';
import { decider } from './decisions.ts';
import { consultationIdOf, DOORS, type Door } from './doors.ts';
import { fill, talk, type Filling } from './fill.ts';
import type { Random } from './random.ts';
import { ask, dayBetween, say, type Asked } from './sent.ts';
import type { Timeline } from './timeline.ts';
import { add, earlier, later, momentOn, STARTS, workingDay, type World } from './world.ts';

interface Coming {
	reviewId: string;
	child: Child;
	dueOn: Day;
	/** The day arranged; without one, the day it is due. */
	on: Day;
	openedOn: Day;
	venue: string | null;
	present: ReadonlySet<string>;
}

/** Writes down the next review of a child, arranged when it is near, with everybody asked who would have been by now. */
export function comeUp(
	world: World,
	child: Child,
	period: number,
	{ dueOn, meetsOn }: NonNullable<Timeline['next']>
): void {
	const r = world.random.fork(`${world.plan.code} ${child.externalId} next`);
	const { today } = world;
	const reviewId = world.id();
	const { startedOn } = child.care[period]!;
	const createdOn = earlier(later(startedOn, addDays(dueOn, -150)), addDays(today, -1));
	add(world, 'review', {
		id: reviewId,
		childId: child.id,
		externalId: `${child.externalId}-${dueOn}`,
		careId: child.careIds[period]!,
		dueOn,
		heldOn: null,
		cancelledOn: null,
		createdAt: momentOn(createdOn, r, 6, 7)
	});
	const near = meetsOn <= addDays(today, 56);
	const arranged = near && (child.door || meetsOn < today || r.chance(0.78));
	const on = arranged ? meetsOn : later(dueOn, today);
	const venue = arranged ? arrange(world, r, reviewId, meetsOn) : null;
	const present = arranged ? invite(world, r, child, reviewId, meetsOn, null) : new Set<string>();
	if (on > addDays(today, 36) || startedOn >= addDays(today, -4)) return;
	const openedOn = later(earlier(workingDay(on, -r.int(17, 26)), workingDay(today, -2)), addDays(startedOn, 1));
	askEverybody(world, r, { reviewId, child, dueOn, on, openedOn, venue, present });
}

/** Where and when; returns where. */
function arrange(world: World, r: Random, reviewId: string, meetsOn: Day): string {
	const venue = r.weighted({ home: 44, school: 24, 'council-office': 12, 'family-centre': 12, 'video-call': 8 });
	const startsAt = r.pick(STARTS);
	const updatedAt = momentOn(addDays(world.today, -r.int(2, 9)), r);
	add(world, 'meeting', { id: world.id(), reviewId, meetsOn, startsAt, venue, venueNote: null, updatedAt });
	return venue;
}

function askEverybody(world: World, r: Random, coming: Coming): void {
	const { child, dueOn } = coming;
	const doors = DOORS.filter((door) => door.child === child.door);
	const doorOf = (audience: Door['audience']) => doors.find((door) => door.audience === audience);
	if (formForChild(ageOn(dueOn, child.bornOn)) && (child.door || r.chance(0.9)))
		askChild(world, r, coming, doorOf('child'));
	const carer = child.carers.at(-1)?.who;
	if (carer?.relationship === 'foster-carer' && (child.door || r.chance(0.85)))
		askAdult(world, r, coming, 'foster-carer', carer.id, doorOf('foster-carer'));
	const parent = child.mother ?? child.father;
	if (parent && child.setting !== 'adoption' && (child.door || r.chance(0.7)))
		askAdult(world, r, coming, 'parent', parent.id, doorOf('parent'));
}

const STATES = { 'not-opened': 33, entered: 5, draft: 14, unread: 26, read: 22 } as const;
type State = keyof typeof STATES;

/** Asks, with a card: a known one, see index.ts, or one that nobody has. */
function opened(
	world: World,
	r: Random,
	coming: Coming,
	door: Door | undefined,
	state: State,
	asking: { audience: Door['audience']; personId: string | null }
) {
	const { reviewId, child, dueOn, on, openedOn } = coming;
	const form = asking.audience === 'child' ? formForChild(ageOn(dueOn, child.bornOn))! : currentForm(asking.audience)!;
	const came = state === 'not-opened' ? null : dayBetween(r, openedOn, addDays(world.today, -1));
	const language = asking.audience === 'child' && child.reads === 'ar' ? 'ar' : null;
	const id = door && { id: consultationIdOf(door) };
	return {
		asked: ask(world, r, {
			...id,
			reviewId,
			child,
			form,
			on,
			openedOn,
			language,
			enteredOn: came,
			card: true,
			...asking
		}),
		came
	};
}

function askChild(world: World, r: Random, coming: Coming, door: Door | undefined): void {
	const { child } = coming;
	const alarm = !door && world.few.flags > 0 && at(child.iros, world.today) === world.staff[0];
	const state = door
		? child.door?.heardBack
			? 'read'
			: 'not-opened'
		: alarm
			? (['draft', 'unread'] as const)[world.few.flags % 2]!
			: r.weighted(STATES);
	const { asked, came } = opened(world, r, coming, door, state, { audience: 'child', personId: null });
	if (!came || state === 'entered') return;
	if (alarm) world.few.flags--;
	// Nobody would leave such a sign for long.
	sayNow(world, r, asked, coming, state, alarm ? addDays(world.today, -1) : came, alarm);
}

/** Something that the IRO should see first; of everybody else nothing of the kind. */
const ALARM: Filling['set'] = { 'safe-at-home': ['not-always'], 'not-safe': ['someone-scares-me', 'talk-now'] };
const SAFE: Filling['set'] = { 'safe-at-home': ['yes'], 'hurt-or-bullied': ['no'], pressured: ['no'] };

function sayNow(world: World, r: Random, asked: Asked, coming: Coming, state: State, came: Day, alarm: boolean): void {
	const { child, venue, present } = coming;
	const arabic = child.reads === 'ar';
	const upTo = state === 'draft' ? r.int(6, 14) : undefined;
	const set = alarm
		? ALARM
		: child.door?.heardBack
			? { ...SAFE, chairing: ['part'], venue: [venue ?? 'school'] }
			: SAFE;
	const filling: Filling = { form: asked.form, child, arabic, venue, set, upTo };
	const isTalk = state !== 'draft' && !alarm && !child.door && r.chance(0.06);
	const read = state === 'read';
	say(world, r, asked, {
		kind: isTalk ? 'talk' : 'form',
		replies: isTalk ? talk(r, filling) : fill(r, filling),
		startedOn: came,
		sentOn: state === 'draft' ? null : came,
		readBy: read ? at(child.iros, world.today)! : null,
		readOn: read ? dayBetween(r, came, addDays(world.today, -1)) : null,
		decide: read ? decider(r, { venue, chairing: null, present }, { arabic, waiting: 0.45 }) : undefined,
		flags: 'unseen'
	});
}

function askAdult(
	world: World,
	r: Random,
	coming: Coming,
	audience: 'parent' | 'foster-carer',
	personId: string,
	door: Door | undefined
): void {
	const sent = audience === 'parent' ? 0.16 : 0.42;
	const state: State = door || !r.chance(sent) ? 'not-opened' : r.pick(['unread', 'read', 'draft'] as const);
	const { asked, came } = opened(world, r, coming, door, state, { audience, personId });
	if (!came) return;
	const read = state === 'read';
	const calm = { 'safety-worries': ['no'], 'going-wrong': ['no'], 'not-in-a-room-with': ['no'] };
	say(world, r, asked, {
		kind: 'form',
		replies: fill(r, { form: asked.form, child: coming.child, set: calm, upTo: state === 'draft' ? 6 : undefined }),
		startedOn: came,
		sentOn: state === 'draft' ? null : came,
		readBy: read ? at(coming.child.iros, world.today)! : null,
		readOn: read ? dayBetween(r, came, addDays(world.today, -1)) : null,
		flags: 'unseen'
	});
}
