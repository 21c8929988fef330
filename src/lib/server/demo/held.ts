import { ABSENCE_REASONS, LATE_REASONS, type Attendance } from '#lib/domain/attendance.ts';
import type { Chairing } from '#lib/domain/chairing.ts';
import { addDays, ageOn } from '#lib/domain/day.ts';
import {
	ATTENDED,
	proposeParticipation,
	type ParticipationCode,
	type Presence,
	type Voice
} from '#lib/domain/participation.ts';
import { formForChild } from '#lib/forms/index.ts';
import { OVERRIDES } from './adult-words.ts';
import { invite } from './attendees.ts';
import { at, type Child } from './care.ts';
import { contributions } from './contributions.ts';
import type { Random } from './random.ts';
import type { Visit } from './timeline.ts';
import { add, earlier, later, momentOn, STARTS, workingDay, type World } from './world.ts';

/** How a child of four and over took part, near the published shares. */
const CODES: Readonly<Record<'younger' | 'older', Partial<Record<ParticipationCode, number>>>> = {
	younger: { PN1: 78, PN2: 1.5, PN3: 0.9, PN4: 1.6, PN5: 6, PN6: 6, PN7: 6 },
	older: { PN1: 85.6, PN2: 0.4, PN3: 0.1, PN4: 0.6, PN5: 4, PN6: 5.3, PN7: 4 }
};
const MISSING_CODE = 0.008;

const VENUES = {
	home: 46,
	school: 18,
	'council-office': 12,
	'family-centre': 9,
	'video-call': 9,
	cafe: 2,
	outdoors: 1,
	'somewhere-else': 3
};
const ABSENT: Partial<Record<(typeof ABSENCE_REASONS)[number], number>> = {
	'did-not-want-to': 42,
	'wanted-another-way': 22,
	'school-or-activity': 12,
	ill: 6,
	distressing: 5,
	'someone-there': 4,
	missing: 3,
	'time-or-place': 3,
	'not-known': 3
};
const LATE: Partial<Record<(typeof LATE_REASONS)[number], number>> = {
	'social-worker-not-available': 26,
	'papers-not-ready': 18,
	'iro-not-available': 12,
	'child-asked': 12,
	'carer-not-available': 10,
	'told-late': 8,
	'move-of-home': 8,
	'family-not-available': 6
};

/** Writes down a review that was held: from the case system with its code only, or recorded here in full. */
export function hold(world: World, child: Child, period: number, visit: Visit): void {
	const r = world.random.fork(`${world.plan.code} ${child.externalId} held ${visit.heldOn}`);
	const age = ageOn(visit.heldOn, child.bornOn);
	const code = age < 4 ? 'PN0' : r.weighted(CODES[age < 8 ? 'younger' : 'older']);
	const review = {
		id: world.id(),
		childId: child.id,
		externalId: `${child.externalId}-${visit.heldOn}`,
		careId: child.careIds[period]!,
		dueOn: visit.dueOn,
		heldOn: visit.heldOn,
		cancelledOn: null,
		nextOn: visit.nextOn
	};
	const known = !r.chance(MISSING_CODE);
	if (!known || visit.heldOn < world.since) {
		const createdAt = momentOn(later(world.since, addDays(visit.heldOn, 1)), r, 6, 7);
		add(world, 'review', { ...review, createdAt, participationCode: known ? code : null });
		return;
	}
	record(world, r, child, review, { age, code });
}

type Review = {
	id: string;
	childId: string;
	externalId: string;
	careId: string;
	dueOn: string;
	heldOn: string;
	cancelledOn: null;
	nextOn: string | null;
};

function record(
	world: World,
	r: Random,
	child: Child,
	review: Review,
	{ age, code }: { age: number; code: ParticipationCode }
): void {
	const { id, heldOn, dueOn } = review;
	const how = tookPart(r, age, code);
	const venue = how.presence === 'video' ? 'video-call' : r.weighted(VENUES);
	const { chairing, ...chair } = chairs(r, age, code);
	const proposed = proposal(child, review, age, code, how);
	const recordedOn = earlier(workingDay(heldOn, r.int(1, 12)), later(heldOn, addDays(world.today, -1)));
	add(world, 'review', {
		...review,
		...how,
		...chair,
		chairing,
		createdAt: momentOn(later(child.care[0]!.startedOn, addDays(heldOn, -40)), r, 6, 7),
		recordedAt: momentOn(recordedOn, r, 21, 22),
		recordedBy: at(child.iros, heldOn)!.id,
		proposedCode: proposed,
		participationCode: code,
		codeReason: proposed === code ? null : OVERRIDES[code === 'PN1' ? 'PN1' : 'PN6'],
		venueUsed: venue,
		notAttendedReason: age >= 4 && !ATTENDED.has(code) ? r.weighted(ABSENT) : null,
		lateReason: heldOn > dueOn ? r.weighted(LATE) : null
	});
	const arranged = { meetsOn: heldOn, startsAt: r.pick(STARTS), venue, venueNote: null };
	add(world, 'meeting', { id: world.id(), reviewId: id, ...arranged, updatedAt: momentOn(workingDay(heldOn, -8), r) });
	const present = invite(world, r, child, id, heldOn, { advocate: code === 'PN2' || code === 'PN5' });
	contributions(world, r, child, { reviewId: id, dueOn, heldOn, code, venue, chairing, present });
}

/** What the rule says of the evidence; of a child too young for a form, nothing was opened here. */
function proposal(
	child: Child,
	{ dueOn }: Review,
	age: number,
	code: ParticipationCode,
	how: TookPart
): ParticipationCode {
	const { attended, presence, voice } = how;
	const viewsOpened = code === 'PN6' && formForChild(ageOn(dueOn, child.bornOn)) !== undefined;
	return proposeParticipation({ age, attended, ...(presence && { presence }), remoteCounts: true, voice, viewsOpened })
		.code;
}

interface TookPart {
	attended: Attendance;
	presence: Presence | null;
	voice: Voice;
}

function tookPart(r: Random, age: number, code: ParticipationCode): TookPart {
	if (age < 4)
		return r.chance(0.35)
			? { attended: r.pick(['all', 'part']), presence: 'in-person', voice: 'none' }
			: { attended: 'no', presence: null, voice: 'none' };
	if (!ATTENDED.has(code)) return { attended: 'no', presence: null, voice: code === 'PN5' ? 'advocate' : 'none' };
	const attended = r.weighted({ all: 80, part: 20 });
	const presence = r.weighted({ 'in-person': 90, video: 7, 'next-room': 3 });
	// Now and then the IRO knows better than the rule.
	const spoke = r.chance(0.01) ? 'none' : 'spoke';
	const voice = ({ PN1: spoke, PN2: 'advocate', PN3: 'symbols' } as const)[code as 'PN1' | 'PN2' | 'PN3'] ?? 'none';
	return { attended, presence, voice };
}

/** The youngest do not run a meeting; of those who speak at it, nearly one in four runs some of it. */
function chairs(
	r: Random,
	age: number,
	code: ParticipationCode
): { chairingOffered: number; chairingChosen: Chairing | null; chairing: Chairing } {
	const may = code === 'PN1' && age >= 7;
	const chairing = may ? r.weighted<Chairing>({ none: 77, part: 16.5, full: 6.5 }) : 'none';
	const offered = chairing !== 'none' || r.chance(age < 4 ? 0 : age < 8 ? 0.25 : 0.78);
	const chosen =
		chairing === 'none' && r.chance(0.06) ? 'part' : chairing === 'part' && r.chance(0.08) ? 'full' : chairing;
	return { chairingOffered: Number(offered), chairingChosen: offered ? chosen : null, chairing };
}

/** A review that was called off: its day came again later. */
export function cancel(world: World, child: Child, period: number, visit: Visit): void {
	const r = world.random.fork(`${world.plan.code} ${child.externalId} cancelled ${visit.heldOn}`);
	const cancelledOn = workingDay(visit.heldOn, -6);
	add(world, 'review', {
		id: world.id(),
		childId: child.id,
		externalId: `${child.externalId}-${cancelledOn}-x`,
		careId: child.careIds[period]!,
		dueOn: visit.dueOn,
		heldOn: null,
		cancelledOn,
		createdAt: momentOn(addDays(cancelledOn, -30), r)
	});
}
