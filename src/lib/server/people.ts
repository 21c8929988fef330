import type { Selectable } from 'kysely';
import type { Day } from '#lib/domain/day.ts';
import * as audit from './audit.ts';
import { now, today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { PersonTable } from './db/schema.ts';
import { isId, newId } from './ids.ts';
import { blindIndex, opened, openerFor, rowOf, sealerFor } from './sealing/index.ts';
import * as reviews from './reviews.ts';

/** What an adult round a child can be, first those who are asked. */
export const RELATIONSHIPS = [
	'mother',
	'father',
	'other-family',
	'guardian',
	'foster-carer',
	'keyworker',
	'adopter',
	'advocate',
	'interpreter',
	'independent-visitor',
	'school',
	'health',
	'personal-adviser',
	'solicitor',
	'friend',
	'other'
] as const;
export type Relationship = (typeof RELATIONSHIPS)[number];

export interface PersonInput {
	name: string;
	relationship: Relationship;
	/** A language's id, or null when nobody has said. */
	language: string | null;
	email: string | null;
	phone: string | null;
	address: string | null;
	/** Nobody but those who may know is told where they live. */
	confidential: boolean;
	/** They have no contact with the child. */
	noContact: boolean;
	/** From this day they are no longer round the child; null: they are. */
	endedOn: Day | null;
}

type Row = Selectable<PersonTable>;
export type Person = Omit<PersonInput, 'relationship'> & { id: string; childId: string; relationship: string };
type Way = 'email' | 'phone';

/** No longer round the child: an end that is today is over. */
export const isGone = ({ endedOn }: { endedOn: Day | null }): boolean => endedOn !== null && endedOn <= today();

/** One spelling of an address or a number, by which it is found again. */
export function spelled(way: Way, text: string): string {
	if (way === 'email') return text.trim().toLowerCase();
	return text.startsWith('0') ? `+44${text.slice(1)}` : text;
}

/** What stands for an address in the database of one authority. */
export const indexOf = (scope: AuthorityScope, way: Way, text: string): Promise<string> =>
	blindIndex(scope, `person ${way}`, spelled(way, text));

async function readable(scope: AuthorityScope, rows: Row[]): Promise<Person[]> {
	if (!rows[0]) return [];
	const opener = await openerFor(scope, { child: rows[0].childId });
	return rows.map((row) => {
		const open = opened(opener, 'person', row.id);
		const { id, childId, name, relationship, language, endedOn } = row;
		return {
			...{ id, childId, name, relationship, language, endedOn },
			email: open('email', row.email),
			phone: open('phone', row.phone),
			address: open('address', row.address),
			confidential: row.confidentialAt !== null,
			noContact: row.noContactAt !== null
		};
	});
}

/** The adults round a review's child, those of today first. Undefined when there is no such review for this actor. */
export async function ofReview(scope: AuthorityScope, reviewId: string): Promise<Person[] | undefined> {
	const review = await reviews.find(scope, reviewId);
	if (!review) return undefined;
	const rows = await scope
		.selectFrom('person')
		.selectAll('person')
		.where('person.childId', '=', review.childId)
		.orderBy('person.id')
		.execute();
	const people = await readable(scope, rows);
	return [...people.filter((person) => !isGone(person)), ...people.filter(isGone)];
}

/** One adult round a review's child. Undefined when there is none such for this actor. */
export async function find(scope: AuthorityScope, reviewId: string, id: string): Promise<Person | undefined> {
	if (!isId(id)) return undefined;
	return (await ofReview(scope, reviewId))?.find((person) => person.id === id);
}

/** How the person a consultation asks is reached. For the door only: nobody has come in yet. */
export async function contactOf(
	scope: AuthorityScope,
	consultation: { personId: string | null }
): Promise<Pick<Person, 'email' | 'phone'> | undefined> {
	if (!consultation.personId) return undefined;
	const rows = await scope
		.selectFrom('person')
		.selectAll('person')
		.where('person.id', '=', consultation.personId)
		.execute();
	return (await readable(scope, rows))[0];
}

/** Adds an adult round a review's child; returns their id, or undefined when there is no such review for this actor. */
export function add(scope: AuthorityScope, reviewId: string, input: PersonInput): Promise<string | undefined> {
	return scope.transaction(async (tx) => {
		const review = await reviews.find(tx, reviewId);
		if (!review) return undefined;
		const id = newId();
		const { childId } = review;
		await tx
			.insertInto('person', { id, childId, createdAt: now(), ...(await columnsOf(tx, { id, childId }, input)) })
			.execute();
		await audit.record(tx, 'person.added', id);
		return id;
	});
}

/** Changes what is known of an adult. A way to reach them that changes ends what was sent to the old one. */
export function save(scope: AuthorityScope, reviewId: string, id: string, input: PersonInput): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const before = await find(tx, reviewId, id);
		if (!before) return false;
		await tx
			.updateTable('person')
			.set(await columnsOf(tx, before, input, await marks(tx, id)))
			.where('person.id', '=', id)
			.execute();
		if (before.email !== input.email || before.phone !== input.phone) await forgetEntries(tx, id);
		await audit.record(tx, 'person.saved', id);
		if (input.endedOn !== before.endedOn) await audit.record(tx, input.endedOn ? 'person.ended' : 'person.back', id);
		return true;
	});
}

type Marks = Pick<Row, 'confidentialAt' | 'noContactAt'>;

/** Since when: a mark that stays keeps its moment. */
const marks = (tx: AuthorityScope, id: string): Promise<Marks> =>
	tx
		.selectFrom('person')
		.select(['person.confidentialAt', 'person.noContactAt'])
		.where('person.id', '=', id)
		.executeTakeFirstOrThrow();

/** How the columns of a person follow from what was given, sealed with the child's key. */
export async function columnsOf(
	tx: AuthorityScope,
	{ id, childId }: { id: string; childId: string },
	{ confidential, noContact, ...given }: PersonInput,
	since?: Marks
) {
	const row = rowOf(await sealerFor(tx, { child: childId }), 'person', id);
	const { email, phone, address } = given;
	return {
		...given,
		email: row.seal('email', email),
		phone: row.seal('phone', phone),
		address: row.seal('address', address),
		emailIndex: email && (await indexOf(tx, 'email', email)),
		phoneIndex: phone && (await indexOf(tx, 'phone', phone)),
		confidentialAt: confidential ? (since?.confidentialAt ?? now()) : null,
		noContactAt: noContact ? (since?.noContactAt ?? now()) : null,
		contactSavedAt: now()
	};
}

async function forgetEntries(tx: AuthorityScope, personId: string): Promise<void> {
	const asked = tx.selectFrom('consultation').select('consultation.id').where('consultation.personId', '=', personId);
	await tx
		.deleteFrom('adultEntry')
		.where('adultEntry.consultationId', 'in', asked)
		.where('adultEntry.usedAt', 'is', null)
		.execute();
}

/** Every way in for an adult of this review that is open, with whom it is for. */
export function asked(scope: AuthorityScope, reviewId: string) {
	return scope
		.selectFrom('consultation')
		.leftJoin('person', sameAuthority('person.id', 'consultation.personId'))
		.where('consultation.reviewId', '=', reviewId)
		.where('consultation.audience', '!=', 'child')
		.where('consultation.closedAt', 'is', null)
		.select(['consultation.id', 'consultation.audience', 'consultation.personId', 'person.name'])
		.select(['consultation.verifiedAt', 'consultation.verifiedBy'])
		.orderBy('consultation.id')
		.execute();
}
