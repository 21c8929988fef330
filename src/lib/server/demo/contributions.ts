import { addDays, ageOn, type Day } from '#lib/domain/day.ts';
import type { Chairing } from '#lib/domain/chairing.ts';
import type { ParticipationCode } from '#lib/domain/participation.ts';
import { currentForm, formForChild } from '#lib/forms/index.ts';
import { at, type Child } from './care.ts';
import { decider } from './decisions.ts';
import { fill, talk } from './fill.ts';
import type { Random } from './random.ts';
import { ask, dayBetween, say } from './sent.ts';
import { earlier, later, workingDay, type World } from './world.ts';

export interface HeldReview {
	reviewId: string;
	dueOn: Day;
	heldOn: Day;
	code: ParticipationCode;
	venue: string;
	chairing: Chairing;
	present: ReadonlySet<string>;
}

/** What came in before a review that was held. */
export function contributions(world: World, r: Random, child: Child, review: HeldReview): void {
	const form = formForChild(ageOn(review.dueOn, child.bornOn));
	if (form && (review.code === 'PN6' || r.chance(0.93))) ofChild(world, r, child, review);
	const carer = at(child.carers, review.heldOn);
	if (carer?.relationship === 'foster-carer' && r.chance(0.92))
		ofAdult(world, r, child, review, 'foster-carer', carer.id, 0.62);
	const parent = child.mother ?? child.father;
	if (parent && child.setting !== 'adoption' && r.chance(0.8))
		ofAdult(world, r, child, review, 'parent', parent.id, 0.25);
}

/** Asked about three weeks before, but never before care began. */
function openedOn(r: Random, child: Child, { heldOn }: HeldReview): Day {
	const start = child.care.findLast(({ startedOn }) => startedOn <= heldOn)!.startedOn;
	return earlier(later(workingDay(heldOn, -r.int(11, 19)), workingDay(start, 1)), workingDay(heldOn, -2));
}

/** Of the children asked, so many send something; whoever's views reached the review without them being there did. */
const SENT = 0.46;

function ofChild(world: World, r: Random, child: Child, review: HeldReview): void {
	const { reviewId, dueOn, heldOn, code, venue, chairing, present } = review;
	const form = formForChild(ageOn(dueOn, child.bornOn))!;
	const arabic = child.reads === 'ar';
	const opened = openedOn(r, child, review);
	const sends = code === 'PN6' || r.chance(code === 'PN7' ? 0.08 : SENT);
	const startedOn = dayBetween(r, opened, addDays(heldOn, -1));
	const enteredOn = sends || r.chance(0.08) ? startedOn : null;
	const asked = ask(world, r, {
		reviewId,
		child,
		audience: 'child',
		form,
		on: heldOn,
		openedOn: opened,
		personId: null,
		language: arabic ? 'ar' : null,
		enteredOn,
		card: false
	});
	if (!sends) return;
	const readBefore = code === 'PN6' || (code !== 'PN7' && r.chance(0.94));
	const readOn = readBefore
		? dayBetween(r, startedOn, earlier(addDays(startedOn, 4), heldOn))
		: addDays(heldOn, r.int(1, 6));
	const iro = at(child.iros, heldOn)!;
	// What they ran is mostly what they had asked for.
	const wished = chairing === 'none' ? r.pick(['none', 'none', 'none', 'ask-me-later']) : chairing;
	const filling = { form, child, arabic, venue, set: r.chance(0.9) ? { chairing: [wished] } : undefined };
	const kind = r.chance(0.06) ? 'talk' : 'form';
	const read = readOn < world.today;
	const arranged = { venue, chairing, present };
	say(world, r, asked, {
		kind,
		replies: kind === 'talk' ? talk(r, filling) : fill(r, filling),
		startedOn,
		sentOn: startedOn,
		readBy: read ? iro : null,
		readOn: read ? readOn : null,
		decide: read ? decider(r, arranged, { arabic, waiting: 0.04 }) : undefined,
		flags: 'handled'
	});
}

function ofAdult(
	world: World,
	r: Random,
	child: Child,
	review: HeldReview,
	audience: 'parent' | 'foster-carer',
	personId: string,
	sent: number
): void {
	const { reviewId, heldOn } = review;
	const form = currentForm(audience)!;
	const opened = openedOn(r, child, review);
	const sends = r.chance(sent);
	const startedOn = dayBetween(r, opened, addDays(heldOn, -1));
	const asked = ask(world, r, {
		reviewId,
		child,
		audience,
		form,
		on: heldOn,
		openedOn: opened,
		personId,
		language: null,
		enteredOn: sends ? startedOn : null,
		card: false
	});
	if (!sends) return;
	const readOn = dayBetween(r, startedOn, heldOn);
	const iro = at(child.iros, heldOn)!;
	say(world, r, asked, {
		kind: 'form',
		replies: fill(r, { form, child }),
		startedOn,
		sentOn: startedOn,
		readBy: iro,
		readOn,
		flags: 'handled'
	});
}
