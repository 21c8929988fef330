import { addDays, daysBetween, type Day } from '#lib/domain/day.ts';
import type { Care, Identity, Setting } from './families.ts';
import { CARERS, FATHERS, KEYWORKERS, MOTHERS } from './names.ts';
import type { DemoStaff } from './places.ts';
import type { Random } from './random.ts';
import { add, momentOn, type World } from './world.ts';

/** Somebody, from a day until another; null while it lasts. */
export interface Spell<T> {
	who: T;
	from: Day;
	until: Day | null;
}

export interface Adult {
	id: string;
	name: string;
	relationship: string;
}

/** A child with everybody around them, as the reviews need them. */
export interface Child extends Identity {
	id: string;
	externalId: string;
	/** One for each period of care. */
	careIds: string[];
	iros: Spell<DemoStaff>[];
	socialWorkers: Spell<DemoStaff>[];
	carers: Spell<Adult>[];
	mother: Adult | null;
	father: Adult | null;
	/** The adults round the child now. */
	people: Adult[];
	/** How life is, from -1 to 1: it colours what they answer. */
	mood: number;
}

export const at = <T>(spells: readonly Spell<T>[], day: Day): T | undefined =>
	spells.findLast(({ from, until }) => from <= day && (!until || until > day))?.who ?? spells[0]?.who;

/** Writes down a child, their episodes of care, and who works and lives with them. */
export function settle(
	world: World,
	identity: Identity,
	number: number,
	iro: DemoStaff,
	socialWorker: DemoStaff
): Child {
	const r = world.random.fork(`${world.plan.code} child ${number}`);
	const id = world.id();
	const externalId = String(4_027 + number * 7_919 + r.int(0, 900)).padStart(7, '0');
	const { firstName, lastName, knownAs, bornOn, sex, speaks, reads, unaccompanied, care } = identity;
	const createdAt = momentOn(care[0]!.startedOn < world.since ? world.since : care[0]!.startedOn, r);
	const uasc = { uascFrom: unaccompanied ? care[0]!.startedOn : null, uascUntil: null };
	const languages = { readingLanguage: reads, spokenLanguage: speaks };
	add(world, 'child', { id, externalId, firstName, lastName, knownAs, bornOn, sex, ...languages, ...uasc, createdAt });

	const child: Child = {
		...identity,
		id,
		externalId,
		careIds: care.map((_, period) => `${externalId}-${period + 1}`),
		iros: works(world, r, id, 'iro', identity, iro),
		socialWorkers: works(world, r, id, 'social-worker', identity, socialWorker),
		carers: [],
		mother: null,
		father: null,
		people: [],
		mood: r.next() * 1.6 - 0.6
	};
	care.forEach((period, at) => episodes(world, r, child, period, at));
	around(world, r, child, createdAt);
	return child;
}

/** The worker of today, and before them perhaps another. */
function works(
	world: World,
	r: Random,
	childId: string,
	role: 'iro' | 'social-worker',
	{ care, door }: Identity,
	now: DemoStaff
) {
	const colleagues = world.staff.filter((staff) => staff.role === role && staff.id !== now.id);
	const often = role === 'iro' ? 0.2 : 0.6;
	return care.flatMap(({ startedOn, endedOn }) => {
		const days = daysBetween(startedOn, endedOn ?? world.today);
		const changes = !door && days > 300 && colleagues.length > 0 && r.chance(often);
		const from = changes ? addDays(startedOn, r.int(60, days - 30)) : startedOn;
		const spells: Spell<DemoStaff>[] = [{ who: now, from, until: endedOn }];
		if (changes) spells.unshift({ who: r.pick(colleagues), from: startedOn, until: from });
		for (const { who, from, until } of spells) {
			add(world, 'involvement', {
				id: world.id(),
				childId,
				staffId: who.id,
				externalId: null,
				role,
				startedOn: from,
				endedOn: until
			});
		}
		return spells;
	});
}

const PLACES: Record<Setting, Readonly<Record<string, number>>> = {
	foster: { U6: 60, U4: 40 },
	kin: { U1: 60, U3: 40 },
	residential: { K2: 1 },
	supported: { H5: 1 },
	parents: { P1: 1 },
	adoption: { A5: 1 },
	'short-breaks': { U6: 1 }
};

function legalStatus(r: Random, { setting, unaccompanied }: Identity, long: boolean): [first: string, now: string] {
	if (setting === 'short-breaks') return ['V4', 'V4'];
	if (unaccompanied) return ['V2', 'V2'];
	if (setting === 'adoption') return ['C1', 'E1'];
	if (setting === 'parents') return ['C1', 'C2'];
	const first = r.weighted({ C1: 55, V2: 45 });
	return [first, long ? r.weighted({ C2: 75, V2: first === 'V2' ? 25 : 0 }) : first];
}

/** The episodes of one period: a new one for each move and for each change in law. */
function episodes(world: World, r: Random, child: Child, care: Care, period: number): void {
	const end = care.endedOn ?? world.today;
	const days = daysBetween(care.startedOn, end);
	const long = days > 240;
	const [first, now] = legalStatus(r, child, long);
	const moves = days > 700 ? r.int(0, 2) : days > 200 ? Number(r.chance(0.3)) : 0;
	const cuts = new Map<Day, 'P' | 'L'>();
	const still = child.door || child.setting === 'short-breaks';
	if (!still) for (let i = 0; i < moves; i++) cuts.set(addDays(care.startedOn, r.int(40, days - 40)), 'P');
	if (first !== now) cuts.set(addDays(care.startedOn, Math.min(r.int(150, 230), Math.max(days - 5, 1))), 'L');
	const starts: [Day, string][] = [[care.startedOn, 'S'], ...[...cuts].sort(([a], [b]) => (a < b ? -1 : 1))];
	const lastMove = starts.findLastIndex(([, reason]) => reason !== 'L');
	const place = r.weighted(PLACES[child.setting]);
	const law = starts.findIndex(([, reason]) => reason === 'L');
	starts.forEach(([startedOn, reasonStarted], i) => {
		const next = starts[i + 1]?.[0];
		add(world, 'episode', {
			id: world.id(),
			childId: child.id,
			externalId: `${child.careIds[period]}-${i + 1}`,
			careId: child.careIds[period]!,
			startedOn,
			endedOn: next ?? care.endedOn,
			reasonStarted,
			reasonEnded: next ? 'X1' : care.endedOn ? reasonLeft(r, child) : null,
			legalStatus: law >= 0 && i >= law ? now : first,
			placementType: i >= lastMove ? place : 'U6'
		});
		if (reasonStarted !== 'L') moveIn(world, r, child, i >= lastMove ? child.setting : 'foster', startedOn);
	});
}

const reasonLeft = (r: Random, { setting }: Identity) =>
	setting === 'adoption' ? 'E11' : r.weighted({ E4A: 60, E46: 30, E8: 10 });

/** Who looks after the child from here on; whoever did so before no longer does. */
function moveIn(world: World, r: Random, child: Child, setting: Setting, from: Day): void {
	const before = child.carers.at(-1);
	if (before) before.until = from;
	if (setting === 'parents') return;
	const works = setting === 'residential' || setting === 'supported';
	const relationship = works ? 'keyworker' : setting === 'adoption' ? 'adopter' : 'foster-carer';
	// Brothers and sisters live together now, where they live with a family.
	const home = setting === child.setting ? world.random.fork(`${world.plan.code} home ${child.family}`) : r;
	child.carers.push({
		who: { id: world.id(), name: home.pick(works ? KEYWORKERS : CARERS), relationship },
		from,
		until: null
	});
}

/** Parents, and other people who matter. */
function around(world: World, r: Random, child: Child, createdAt: string): void {
	const family = world.random.fork(`${world.plan.code} parents ${child.family}`);
	const adult = (name: string, relationship: string): Adult => ({ id: world.id(), name, relationship });
	if (!child.unaccompanied) {
		const [mum, dad] = [
			`${family.pick(MOTHERS)} ${child.lastName}`,
			`${family.pick(FATHERS)} ${family.chance(0.6) ? child.lastName : 'Hayes'}`
		];
		const [knowsMother, knowsFather, nan] = [family.chance(0.93), family.chance(0.62), family.chance(0.3)];
		if (knowsMother || child.door) child.mother = adult(mum, 'mother');
		if (knowsFather) child.father = adult(dad, 'father');
		if (nan) child.people.push(adult(`Maureen ${child.lastName}`, 'other-family'));
	} else if (child.reads !== 'en') child.people.push(adult('Layla Haddad', 'interpreter'));
	if (r.chance(0.08)) child.people.push(adult('Kay Underhill', 'advocate'));
	if (r.chance(0.06)) child.people.push(adult('Colin Marwood', 'independent-visitor'));
	const parents = [child.mother, child.father].filter((parent) => parent !== null);
	const now = child.carers.filter(({ until }) => !until).map(({ who }) => who);
	child.people = [...parents, ...now, ...child.people];
	const language = child.speaks;
	const row = (who: Adult, language: string | null, endedOn: Day | null) =>
		add(world, 'person', { ...who, childId: child.id, language, endedOn, createdAt });
	for (const who of child.people) row(who, parents.includes(who) ? language : null, child.care.at(-1)!.endedOn);
	for (const { who, until } of child.carers) if (until) row(who, null, until);
}
