import { addDays, type Day } from '#lib/domain/day.ts';
import type { ReviewTargets } from '#lib/domain/review-dates.ts';
import { settle } from './care.ts';
import { SEED } from './doors.ts';
import { identities, type Identity } from './families.ts';
import { cancel, hold } from './held.ts';
import { SOCIAL_WORKERS } from './names.ts';
import { comeUp } from './open.ts';
import { emailOf, type AuthorityPlan, type DemoStaff } from './places.ts';
import { idsFrom, random } from './random.ts';
import { add, momentOn, type World } from './world.ts';

/** What is made before, as it takes long: the password's hash, and the portraits by name. */
export interface Made {
	passwordHash: string;
	portraits: ReadonlyMap<string, Buffer>;
}

/** One whole authority, still in memory. */
export function authority(plan: AuthorityPlan, today: Day, targets: ReviewTargets, made: Made): World {
	const stream = random(SEED);
	const world: World = {
		plan,
		today,
		since: startOfLastYear(today),
		targets,
		random: stream,
		id: idsFrom(stream.fork(`${plan.code} ids`), `${today}T04:00:00.000Z`),
		staff: [],
		rows: {},
		few: { overdue: 0, toRecord: 0, flags: plan.doors ? 2 : 0 }
	};
	employ(world, made);
	const all = identities(world);
	const [iros, socialWorkers] = [shareOut(world, all, 'iro'), shareOut(world, all, 'social-worker')];
	all.forEach((identity, number) => live(world, identity, number, iros(identity), socialWorkers(identity)));
	for (const { kind, name, accessible } of plan.venues) {
		const createdAt = momentOn(addDays(world.since, -10), world.random.fork(`${plan.code} ${name}`));
		const row = { kind, name, accessible: accessible ? 1 : 0, address: null, createdAt, endedAt: null };
		add(world, 'venue', { ...row, id: world.id() });
	}
	return world;
}

/** 1 April of the return year before this one: two years of figures. */
function startOfLastYear(today: Day): Day {
	const year = Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0);
	return `${year - 1}-04-01`;
}

function employ(world: World, { passwordHash, portraits }: Made): void {
	const { plan } = world;
	const r = world.random.fork(`${plan.code} staff`);
	const named = [
		...plan.named.iros.map((name) => ({ role: 'iro', name }) as const),
		...SOCIAL_WORKERS.slice(0, plan.named.socialWorkers).map((name) => ({ role: 'social-worker', name }) as const)
	];
	[...plan.staff, ...named].forEach((one, number) => {
		const staff: DemoStaff = { ...one, id: world.id() };
		world.staff.push(staff);
		const { id, role, name, card } = staff;
		const createdAt = momentOn(addDays(world.since, -20), r);
		const email = emailOf(plan, one);
		add(world, 'staff', {
			id,
			externalId: `W${4_100 + number * 13}`,
			email,
			name,
			role,
			passwordHash: email && passwordHash,
			createdAt,
			endedAt: null
		});
		if (!card) return;
		const { callMe, about, languages, reachHow, reachWhen } = card;
		add(world, 'profile', {
			staffId: id,
			callMe,
			about,
			languages,
			reachHow,
			reachWhen,
			photo: portraits.get(name) ?? null,
			updatedAt: createdAt
		});
	});
}

/** Families to workers, so that each has about as many: the first has those whose codes are known. */
function shareOut(
	{ staff }: World,
	all: readonly Identity[],
	role: 'iro' | 'social-worker'
): (identity: Identity) => DemoStaff {
	const workers = staff.filter((one) => one.role === role).map((who) => ({ who, children: 0 }));
	const chosen = new Map<number, DemoStaff>();
	for (const [family, children] of Map.groupBy(all, (identity) => identity.family)) {
		const least = workers.reduce((a, b) => (b.children < a.children ? b : a));
		const worker = children.some(({ door }) => door) ? workers[0]! : least;
		worker.children += children.filter(({ care }) => !care.at(-1)!.endedOn).length;
		chosen.set(family, worker.who);
	}
	return ({ family }) => chosen.get(family)!;
}

const CANCELLED = 0.012;

function live(world: World, identity: Identity, number: number, iro: DemoStaff, socialWorker: DemoStaff): void {
	const child = settle(world, identity, number, iro, socialWorker);
	const r = world.random.fork(`${world.plan.code} called off ${number}`);
	child.care.forEach(({ reviews }, period) => {
		for (const visit of reviews.held) {
			hold(world, child, period, visit);
			if (visit.heldOn > world.since && r.chance(CANCELLED)) cancel(world, child, period, visit);
		}
		if (reviews.next) comeUp(world, child, period, reviews.next);
	});
}
