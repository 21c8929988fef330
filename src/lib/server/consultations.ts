import { ageOn, addDays } from '#lib/domain/day.ts';
import { milestones } from '#lib/domain/review-dates.ts';
import { currentForm, formForChild } from '#lib/forms/index.ts';
import type { FormDefinition } from '#lib/forms/types.ts';
import { languageOf, offered } from '#lib/i18n/languages.ts';
import * as audit from './audit.ts';
import { episodeOf } from './auth/adult-access.ts';
import { holidays } from './bank-holidays.ts';
import * as cards from './cards.ts';
import * as childSecrets from './child-secrets.ts';
import { now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import { isId, newId } from './ids.ts';
import * as reviews from './reviews.ts';
import { setting } from './settings.ts';

export type ConsultationAudience = ConsultationTable['audience'];

export interface OpenInput {
	reviewId: string;
	audience: ConsultationAudience;
	/** Instrument id; without it the one for the child's age, or the audience's own. */
	instrument?: string;
	/** The person asked; needed only to name them on the slip. */
	personId?: string | null;
}

export type OpenRefusal = 'no-form-for-age' | 'wrong-instrument' | 'review-held' | 'review-cancelled' | 'already-open';

/** A card to print, shown once: only hashes are kept. */
export interface Slip {
	consultationId: string;
	code: string;
	url: string;
	/** Until when it is used first. A child's card works on after that, an adult's code as long as the consultation. */
	expiresAt: string;
}

/** So long after its review a card that has been used still opens; what came of it later, a new card shows. */
const DAYS_AFTER_REVIEW = 7;

const AUDIENCES: readonly ConsultationAudience[] = ['child', 'parent', 'foster-carer'];

/** By when somebody is asked to answer before a review on this day: the carer with the carer's form, others with the papers. */
export function askedBackBy(audience: ConsultationAudience, reviewOn: string): string {
	const { carerFormBy, papersToIroBy } = milestones(reviewOn, holidays());
	return audience === 'foster-carer' ? carerFormBy : papersToIroBy;
}

/** When a consultation opens nothing any more, for a review that is due or held on this day, unless a card is newer. */
export const codeExpiry = (reviewOn: string): string => `${addDays(reviewOn, DAYS_AFTER_REVIEW)}T23:59:59.999Z`;

/** Asks one person for their views. Undefined when there is no such review for this actor; a refusal says why not. */
export async function open(
	scope: AuthorityScope,
	input: OpenInput
): Promise<Slip | { refused: OpenRefusal } | undefined> {
	const review = await reviews.find(scope, input.reviewId);
	if (!review) return undefined;
	if (review.heldOn) return { refused: 'review-held' };
	if (review.cancelledOn) return { refused: 'review-cancelled' };
	if (input.personId && !(await isOfChild(scope, input.personId, review.childId))) return undefined;
	const form = formFor(input, ageOn(review.dueOn, review.bornOn));
	if (typeof form === 'string') return { refused: form };

	const on = review.meetsOn ?? review.dueOn;
	const consultation = {
		id: newId(),
		reviewId: review.id,
		childId: review.childId,
		personId: input.personId ?? null,
		audience: input.audience,
		instrument: form.id,
		instrumentVersion: form.version,
		openedAt: now(),
		openedBy: scope.staffId,
		dueOn: askedBackBy(input.audience, on),
		expiresAt: codeExpiry(on),
		episodeId: input.audience === 'foster-carer' ? await episodeOf(scope, review.childId) : null
	};
	const drawn = await cards.draw();
	return scope.transaction(async (tx) => {
		await reviews.hold(tx, review.id);
		if (await isOpen(tx, input)) return { refused: 'already-open' } as const;
		await tx.insertInto('consultation', consultation).execute();
		await audit.record(tx, 'consultation.opened', consultation.id);
		return putCard(tx, consultation, drawn);
	});
}

function formFor({ audience, instrument }: OpenInput, age: number): FormDefinition | OpenRefusal {
	const form = instrument ? currentForm(instrument) : audience === 'child' ? formForChild(age) : currentForm(audience);
	if (!form) return instrument ? 'wrong-instrument' : 'no-form-for-age';
	return form.audience === audience ? form : 'wrong-instrument';
}

/** A slip names only somebody around the child it is about. */
async function isOfChild(scope: AuthorityScope, personId: string, childId: string): Promise<boolean> {
	const person = scope.selectFrom('person').select('person.childId').where('person.id', '=', personId);
	return (await person.executeTakeFirst())?.childId === childId;
}

async function isOpen(tx: AuthorityScope, { reviewId, audience, personId }: OpenInput): Promise<boolean> {
	const same = await tx
		.selectFrom('consultation')
		.select('consultation.id')
		.where('consultation.reviewId', '=', reviewId)
		.where('consultation.audience', '=', audience)
		.where('consultation.closedAt', 'is', null)
		.where('consultation.personId', personId ? '=' : 'is', personId ?? null)
		.executeTakeFirst();
	return same !== undefined;
}

/** A consultation of a review this actor may see. */
export async function find(scope: AuthorityScope, id: string) {
	if (!isId(id)) return undefined;
	const consultation = await scope
		.selectFrom('consultation')
		.selectAll('consultation')
		.where('consultation.id', '=', id)
		.executeTakeFirst();
	if (!consultation || !(await reviews.find(scope, consultation.reviewId))) return undefined;
	return consultation;
}

/** Every consultation of one review with what has come of it, the child's first. */
export function ofReview(scope: AuthorityScope, reviewId: string) {
	return scope
		.selectFrom('consultation')
		.leftJoin('person', sameAuthority('person.id', 'consultation.personId'))
		.leftJoin('submission', (join) =>
			sameAuthority(
				'submission.consultationId',
				'consultation.id'
			)(join)
				.on('submission.supersededAt', 'is', null)
				.on('submission.sentAt', 'is not', null)
		)
		.selectAll('consultation')
		.select(['person.name as personName', 'submission.sentAt', 'submission.kind', 'submission.id as submissionId'])
		.where('consultation.reviewId', '=', reviewId)
		.orderBy('consultation.audience')
		.orderBy('consultation.id')
		.execute();
}

/** Makes a new card; the one printed before stops working. Undefined when there is no such consultation for this actor. */
export async function newSlip(scope: AuthorityScope, id: string): Promise<Slip | undefined> {
	const consultation = await find(scope, id);
	if (!consultation) return undefined;
	const drawn = await cards.draw();
	return scope.transaction((tx) => putCard(tx, consultation, drawn));
}

async function putCard(
	tx: AuthorityScope,
	consultation: Pick<ConsultationTable, 'id' | 'childId' | 'personId' | 'audience' | 'expiresAt'>,
	drawn: cards.Drawn
): Promise<Slip> {
	const { id, audience } = consultation;
	const { code, token, claimBy } = await cards.put(tx, id, drawn);
	await childSecrets.allowTries(tx, id);
	const expiresAt = consultation.expiresAt > claimBy ? consultation.expiresAt : claimBy;
	await tx
		.updateTable('consultation')
		.set({ codeMadeAt: now(), expiresAt })
		.where('consultation.id', '=', id)
		.execute();
	await audit.record(tx, 'consultation.code-made', id);
	const url = await entryAddress(tx, consultation, token);
	return { consultationId: id, code, url, expiresAt: audience === 'child' ? claimBy : expiresAt };
}

/** Where the QR code leads: the child's own language when it is offered; the token after a #, which no server log sees. */
async function entryAddress(
	scope: AuthorityScope,
	consultation: Pick<ConsultationTable, 'childId' | 'personId' | 'audience'>,
	token: string
) {
	const { readingLanguage } = await scope
		.selectFrom('child')
		.select('child.readingLanguage')
		.where('child.id', '=', consultation.childId)
		.executeTakeFirstOrThrow();
	const person = consultation.personId
		? await scope
				.selectFrom('person')
				.select('person.language')
				.where('person.id', '=', consultation.personId)
				.executeTakeFirst()
		: undefined;
	const { draftLanguages } = await scope.authority();
	const wanted = languageOf(consultation.audience === 'child' ? readingLanguage : person?.language);
	const language = wanted && offered(draftLanguages.split(',')).includes(wanted) ? wanted.id : 'en';
	return `${new URL(setting('ORIGIN')).origin}/${language}/c#${token}`;
}

/** Moves what depends on the day of a review, when that moves: by when each is asked, and how long a code opens. */
export async function reschedule(tx: AuthorityScope, reviewId: string, on: string): Promise<void> {
	for (const audience of AUDIENCES) {
		await tx
			.updateTable('consultation')
			.set({ dueOn: askedBackBy(audience, on), expiresAt: codeExpiry(on) })
			.where('consultation.reviewId', '=', reviewId)
			.where('consultation.audience', '=', audience)
			.execute();
	}
}

/** Closes it: its code opens nothing until it is reopened. What was sent stays. */
export async function close(scope: AuthorityScope, id: string): Promise<boolean> {
	return setClosed(scope, id, now());
}

/** Opens it again, with the code it had. */
export async function reopen(scope: AuthorityScope, id: string): Promise<boolean> {
	return setClosed(scope, id, null);
}

async function setClosed(scope: AuthorityScope, id: string, closedAt: string | null): Promise<boolean> {
	if (!(await find(scope, id))) return false;
	await scope.updateTable('consultation').set({ closedAt }).where('consultation.id', '=', id).execute();
	await audit.record(scope, closedAt ? 'consultation.closed' : 'consultation.reopened', id);
	return true;
}

/** A participant's own consultation: language, look, theme and text size stay with the code. */
export async function choose(
	scope: AuthorityScope,
	choice: Partial<Pick<ConsultationTable, 'language' | 'look' | 'theme' | 'textSize' | 'enteredAt'>>
): Promise<void> {
	await scope.updateTable('consultation').set(choice).where('consultation.id', '=', ownId(scope)).execute();
}

/** The consultation a participant came in for. Throws for anybody else: a bug. */
export function ownId(scope: AuthorityScope): string {
	if (scope.actor.kind !== 'participant') throw new Error('not a participant');
	return scope.actor.consultationId;
}
