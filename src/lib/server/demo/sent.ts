import { addDays, daysBetween, type Day } from '#lib/domain/day.ts';
import { allQuestions, findQuestion, safetyIn, wishesIn } from '#lib/forms/engine.ts';
import type { FormDefinition, Replies } from '#lib/forms/types.ts';
import { askedBackBy, codeExpiry, type ConsultationAudience } from '../consultations.ts';
import * as proof from '../proof.ts';
import { HANDLED } from './adult-words.ts';
import type { Child } from './care.ts';
import type { Decided } from './decisions.ts';
import type { DemoStaff } from './places.ts';
import type { Random } from './random.ts';
import { add, earlier, later, laterBy, momentOn, workingDay, type World } from './world.ts';

/** Somebody asked before one review. */
export interface Asked {
	id: string;
	reviewId: string;
	child: Child;
	audience: ConsultationAudience;
	form: FormDefinition;
	/** The day the review is held, or meant to be. */
	on: Day;
	openedOn: Day;
}

interface Asking extends Omit<Asked, 'id'> {
	id?: string;
	personId: string | null;
	language: string | null;
	/** Has come in, on this day. */
	enteredOn: Day | null;
	/** A card was made for them. */
	card: boolean;
}

/** Writes down that somebody was asked. */
export function ask(world: World, r: Random, asking: Asking): Asked {
	const { reviewId, child, audience, form, on, openedOn, personId, language, enteredOn, card } = asking;
	const id = asking.id ?? world.id();
	const openedAt = momentOn(openedOn, r, 9, 12);
	const support = world.staff.find(({ role }) => role === 'business-support') ?? world.staff[0]!;
	add(world, 'consultation', {
		id,
		reviewId,
		childId: child.id,
		personId,
		audience,
		instrument: form.id,
		instrumentVersion: form.version,
		openedAt,
		openedBy: support.id,
		dueOn: askedBackBy(audience, on),
		expiresAt: codeExpiry(on),
		closedAt: null,
		enteredAt: enteredOn && momentOn(enteredOn, r, 15, 16),
		advocateShownAt: null,
		advocateWantedAt: null,
		codeMadeAt: card ? openedAt : null,
		language: enteredOn && (language ?? 'en'),
		look: null,
		theme: enteredOn && r.chance(0.1) ? 'dark' : null,
		textSize: enteredOn && r.chance(0.06) ? 'large' : null
	});
	return { id, reviewId, child, audience, form, on, openedOn };
}

export interface Said {
	kind: 'form' | 'talk';
	replies: Replies;
	startedOn: Day;
	/** Null: a draft. */
	sentOn: Day | null;
	/** Who opened it, and when; null: nobody has. */
	readBy: DemoStaff | null;
	readOn: Day | null;
	/** What became of each wish; absent: nothing yet. */
	decide?: (wish: { kind: Decided['kind']; value: string }) => Decided;
	/** Signs that a child may not be safe are long dealt with, or nobody has seen them. */
	flags: 'handled' | 'unseen';
}

/** Writes down what somebody said: replies, answers, words, who read it, and the wishes in it. */
export function say(world: World, r: Random, asked: Asked, said: Said): void {
	const { child, reviewId, audience, form } = asked;
	const { kind, replies, sentOn, readBy, readOn } = said;
	const id = world.id();
	const startedAt = momentOn(said.startedOn, r, 16, 17);
	const sentAt = sentOn && (sentOn === said.startedOn ? laterBy(startedAt, 1200) : momentOn(sentOn, r, 17, 18));
	const ids = { consultationId: asked.id, reviewId, childId: child.id };
	const helped = audience === 'child' && sentOn ? helper(r, form) : { helper: null, helperName: null, helperHow: null };
	const sent = { id, ...ids, revision: 1, kind, startedAt, sentAt, supersededAt: null, ...helped, assistedBy: null };
	add(world, 'submission', { ...sent, proof: sentAt && proof.inClear(sent, replies) });
	let at = startedAt;
	for (const [questionId, { state, audience, values, words }] of Object.entries(replies)) {
		at = laterBy(at, r.int(6, 28));
		const key = { submissionId: id, questionId };
		add(world, 'reply', { ...key, state, audience: audience ?? null, savedAt: at });
		for (const value of values) add(world, 'answer', { ...key, value });
		for (const [field, text] of Object.entries(words)) add(world, 'words', { ...key, field, words: text });
	}
	if (readBy && readOn)
		add(world, 'reading', { submissionId: id, staffId: readBy.id, readAt: momentOn(readOn, r, 19, 20) });
	raiseFlags(world, r, asked, said, laterBy(startedAt, 240));
	if (audience !== 'child') return;
	offerAdvocate(world, asked, replies, at);
	if (sentAt) makeWishes(world, r, asked, said, sentAt);
}

function helper(r: Random, { id }: FormDefinition) {
	const who = r.weighted(
		id === 'older-child'
			? { nobody: 30, 'foster-carer': 40, 'social-worker': 12, teacher: 8, advocate: 4 }
			: { nobody: 82, 'foster-carer': 6, keyworker: 6, 'social-worker': 6 }
	);
	if (who === 'nobody') return { helper: who, helperName: null, helperHow: null };
	return { helper: who, helperName: null, helperHow: r.weighted({ read: 60, 'read,wrote': 25, wrote: 15 }) };
}

function raiseFlags(
	world: World,
	r: Random,
	{ id, child, reviewId, form, on }: Asked,
	{ replies, readBy, flags }: Said,
	raisedAt: string
): void {
	for (const [questionId, reply] of Object.entries(replies)) {
		const question = findQuestion(form, questionId);
		for (const value of question ? safetyIn(question, reply) : []) {
			const seer = flags === 'handled' ? (readBy ?? world.staff.find(({ role }) => role === 'manager')!) : null;
			const handledAt = seer && momentOn(earlier(workingDay(raisedAt.slice(0, 10), r.int(1, 4)), on), r, 19, 20);
			add(world, 'safetyFlag', {
				id: world.id(),
				childId: child.id,
				reviewId,
				consultationId: id,
				questionId,
				value,
				raisedAt,
				seenAt: seer && laterBy(raisedAt, r.int(900, 9000)),
				seenBy: seer?.id ?? null,
				handledAt,
				handledBy: seer?.id ?? null,
				handledNote: seer && r.pick(HANDLED)
			});
		}
	}
}

/** The offer counts as shown when they came to it. */
function offerAdvocate({ rows }: World, { id, form }: Asked, replies: Replies, at: string): void {
	const offer = allQuestions(form).find(({ advocate }) => advocate);
	const reply = offer && replies[offer.id];
	const consultation = rows.consultation?.findLast((row) => row.id === id);
	if (!offer || !reply || !consultation) return;
	consultation.advocateShownAt = at;
	if (reply.values.some((value) => offer.advocate?.includes(value))) consultation.advocateWantedAt = at;
}

function makeWishes(
	world: World,
	r: Random,
	{ id, child, reviewId, form }: Asked,
	{ replies, decide, readBy, readOn }: Said,
	createdAt: string
): void {
	for (const wish of wishesIn(form, replies)) {
		const { decision, reason, privateNote } = decide?.(wish) ?? { decision: null, reason: null, privateNote: null };
		const decided = decision !== null && readBy && readOn;
		add(world, 'wish', {
			id: world.id(),
			reviewId,
			childId: child.id,
			consultationId: id,
			...wish,
			createdAt,
			withdrawnAt: null,
			decision,
			reason,
			privateNote,
			decidedAt: decided ? momentOn(readOn, r, 20, 21) : null,
			decidedBy: decided ? readBy.id : null
		});
	}
}

/** A day between two, the first never, the last perhaps; the last when there is none between. */
export function dayBetween(r: Random, after: Day, upTo: Day): Day {
	const days = daysBetween(after, upTo);
	return days < 2 ? later(after, upTo) : addDays(after, r.int(1, days));
}
