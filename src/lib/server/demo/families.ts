import { addDays, ageOn, birthday, daysBetween, type Day } from '#lib/domain/day.ts';
import { DOOR_CHILDREN, type DoorChild } from './doors.ts';
import { NAMES, NATIONS, type NameGroup } from './names.ts';
import type { Random } from './random.ts';
import { timeline, type Timeline } from './timeline.ts';
import { later, type World } from './world.ts';

export type Setting = 'foster' | 'kin' | 'residential' | 'supported' | 'parents' | 'adoption' | 'short-breaks';

export interface Care {
	startedOn: Day;
	endedOn: Day | null;
	reviews: Timeline;
}

export interface Identity {
	family: number;
	firstName: string;
	lastName: string;
	knownAs: string | null;
	bornOn: Day;
	sex: 'F' | 'M';
	speaks: string | null;
	reads: string | null;
	unaccompanied: boolean;
	setting: Setting;
	/** Periods of care, oldest first. */
	care: Care[];
	door?: DoorChild;
}

type Bare = Omit<Identity, 'setting' | 'care'>;

/** Every child of the authority, brothers and sisters one after the other. */
export function identities(world: World): Identity[] {
	const all = world.plan.doors ? DOOR_CHILDREN.flatMap((door, family) => doorFamily(world, door, family)) : [];
	for (let family = all.length; all.length < world.plan.children; family++) {
		const r = world.random.fork(`${world.plan.code} family ${family}`);
		const kind = r.weighted({ 'at-home': 87, alone: 13.5, 'short-breaks': 1.5 });
		all.push(...(kind === 'alone' ? [unaccompanied(world, r, family)] : brothersAndSisters(world, r, family, kind)));
	}
	return all.slice(0, world.plan.children);
}

const AGES = { '0-0': 5, '1-4': 14, '5-9': 19, '10-15': 37, '16-17': 20 } as const;

/** A birthday so that the child is of such an age today. */
const bornAt = ({ today }: World, r: Random, age: number): Day =>
	addDays(today, -Math.floor(age * 365.25) - r.int(15, 360));

function brothersAndSisters(world: World, r: Random, family: number, kind: 'at-home' | 'short-breaks'): Identity[] {
	const [from, to] = r.weighted(AGES).split('-').map(Number);
	const births = [bornAt(world, r, r.int(from!, to!))];
	for (let left = Number(r.weighted({ 0: 64, 1: 22, 2: 10, 3: 4 })); left > 0 && kind === 'at-home'; left--) {
		births.sort();
		const gap = r.int(360, 1250);
		const born = r.chance(0.5) ? addDays(births[0]!, -gap) : addDays(births.at(-1)!, gap);
		if (ageOn(world.today, born) < 18 && born < addDays(world.today, -15)) births.push(born);
	}
	const group = NAMES[r.weighted(weights)];
	const lastName = r.pick<string>(group.last);
	const speaks = 'speaks' in group && r.chance(0.5) ? group.speaks : null;
	const taken = new Set<string>();
	const startedOn = startOfCare(world, r);
	const leaves = r.chance(0.06) ? addDays(world.today, -r.int(7, 340)) : null;
	return births.map((bornOn) => {
		const sex = r.chance(0.57) ? 'M' : 'F';
		const firstName = r.pick((sex === 'M' ? group.boys : group.girls).filter((name: string) => !taken.has(name)));
		taken.add(firstName);
		const knownAs = r.chance(0.07) ? firstName.slice(0, 3) : null;
		const bare = {
			family,
			firstName,
			lastName,
			knownAs,
			bornOn,
			sex,
			speaks,
			reads: null,
			unaccompanied: false
		} as const;
		return cared(world, r, bare, startedOn, leaves, kind === 'short-breaks');
	});
}

const weights = Object.fromEntries(Object.entries(NAMES).map(([group, { weight }]) => [group, weight])) as Record<
	NameGroup,
	number
>;

/** Days ago, as the national figures have it: a third within the last year, one in ten over five years. */
const LONG = { '10-90': 10, '91-182': 11, '183-365': 18, '366-730': 24, '731-1825': 28, '1826-3300': 9 } as const;

function startOfCare({ today }: World, r: Random): Day {
	const [least, most] = r.weighted(LONG).split('-').map(Number);
	return addDays(today, -r.int(least!, most!));
}

function cared(world: World, r: Random, bare: Bare, wanted: Day, leaves: Day | null, shortBreaks = false): Identity {
	const { bornOn } = bare;
	const startedOn = later(wanted, addDays(bornOn, r.int(1, 10)));
	const endedOn = leaves && leaves > addDays(startedOn, 90) ? leaves : null;
	const care = [{ startedOn, endedOn }];
	const before = { startedOn: addDays(startedOn, -r.int(330, 420)), endedOn: addDays(startedOn, -r.int(50, 130)) };
	if (r.chance(0.04) && !shortBreaks && before.startedOn > bornOn) care.unshift(before);
	const setting = shortBreaks ? 'short-breaks' : settingOf(r, ageOn(world.today, bornOn));
	return {
		...bare,
		setting,
		care: care.map((period) => ({ ...period, reviews: timeline(world, r, { ...period, bornOn }) }))
	};
}

function settingOf(r: Random, age: number): Setting {
	if (age < 5) return r.weighted({ foster: 72, kin: 12, parents: 6, adoption: 10 });
	if (age < 10) return r.weighted({ foster: 78, kin: 13, parents: 6, residential: 3 });
	if (age < 16) return r.weighted({ foster: 66, kin: 11, residential: 18, parents: 5 });
	return r.weighted({ foster: 42, kin: 7, residential: 18, supported: 28, parents: 5 });
}

function unaccompanied(world: World, r: Random, family: number): Identity {
	const nation = NATIONS[Number(r.weighted(Object.fromEntries(NATIONS.map(({ share }, at) => [at, share]))))]!;
	const sex = r.chance(0.88) ? 'M' : 'F';
	const bornOn = bornAt(world, r, Number(r.weighted({ 17: 62, 16: 26, 15: 8, 14: 4 })));
	const days = Math.min(900, daysBetween(birthday(bornOn, 14), world.today));
	const startedOn = addDays(world.today, -r.int(10, Math.max(days, 30)));
	const english = startedOn < addDays(world.today, -500) && r.chance(0.4);
	return {
		family,
		firstName: r.pick<string>(sex === 'M' ? nation.boys : nation.girls),
		lastName: r.pick<string>(nation.last),
		knownAs: null,
		bornOn,
		sex,
		speaks: nation.speaks,
		reads: english ? 'en' : nation.reads,
		unaccompanied: true,
		setting: r.weighted({ foster: 30, supported: 60, residential: 10 }),
		care: [{ startedOn, endedOn: null, reviews: timeline(world, r, { startedOn, endedOn: null, bornOn }) }]
	};
}

/** A child with a known code is one whose next review comes in two or three weeks: their care began to fit. */
function doorFamily(world: World, door: DoorChild, family: number): Identity[] {
	const r = world.random.fork(`door family ${door.firstName}`);
	const bornOn = bornAt(world, r, door.age);
	const { lastName, sex, reads = null } = door;
	for (;;) {
		const startedOn = addDays(world.today, -r.int(...door.since));
		const reviews = timeline(world, r, { startedOn, endedOn: null, bornOn }, false);
		const meetsOn = reviews.next?.meetsOn ?? '';
		if (meetsOn < addDays(world.today, 13) || meetsOn > addDays(world.today, 21)) continue;
		const bare = { family, lastName, knownAs: null, speaks: reads, reads, unaccompanied: reads !== null };
		const setting = reads ? 'supported' : 'foster';
		const care = { startedOn, endedOn: null };
		const known = { ...bare, firstName: door.firstName, knownAs: door.knownAs, bornOn, sex, setting, door } as const;
		const siblings = door.siblings.map(({ firstName, age, sex }): Identity => {
			const bornOn = bornAt(world, r, age);
			const period = { ...care, reviews: timeline(world, r, { ...care, bornOn }, false) };
			return { ...bare, firstName, bornOn, sex, setting, care: [period] };
		});
		return [{ ...known, care: [{ ...care, reviews }] }, ...siblings];
	}
}
