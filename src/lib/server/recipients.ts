import { filterValues, recipientOf, type Circumstances, type Informed, type Values } from '#lib/domain/may-know.ts';
import { today } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import type { ConsultationTable } from './db/schema.ts';
import { isGone } from './people.ts';

type Asked = Pick<ConsultationTable, 'audience' | 'personId' | 'childId' | 'reviewId'>;

/**
 * What the person a consultation asks may be told of its review today: what they are to the child, and whether an address
 * round it is confidential. A parent nobody has named is told as little as one without contact.
 */
export async function ofConsultation(scope: AuthorityScope, consultation: Asked): Promise<Informed> {
	const about = await circumstances(scope, consultation);
	if (consultation.audience === 'child') return { recipient: 'child', about };
	const person = consultation.personId
		? await scope
				.selectFrom('person')
				.select(['person.relationship', 'person.endedOn', 'person.noContactAt'])
				.where('person.id', '=', consultation.personId)
				.executeTakeFirst()
		: undefined;
	if (!person) {
		return { recipient: consultation.audience === 'foster-carer' ? 'foster-carer' : 'parent-no-contact', about };
	}
	const { relationship } = person;
	return {
		recipient: recipientOf({ relationship, ended: isGone(person), noContact: person.noContactAt !== null }),
		about
	};
}

/** What about a review narrows who may know: where it meets or was held, and whether somebody round the child must not be found. */
export async function circumstances(
	scope: AuthorityScope,
	{ childId, reviewId }: Pick<Asked, 'childId' | 'reviewId'>
): Promise<Circumstances> {
	const hidden = await scope
		.selectFrom('person')
		.select('person.id')
		.where('person.childId', '=', childId)
		.where('person.confidentialAt', 'is not', null)
		.where(({ eb, or }) => or([eb('person.endedOn', 'is', null), eb('person.endedOn', '>', today())]))
		.executeTakeFirst();
	const met = await scope
		.selectFrom('review')
		.leftJoin('meeting', sameAuthority('meeting.reviewId', 'review.id'))
		.select(['review.venueUsed', 'meeting.venue'])
		.where('review.id', '=', reviewId)
		.orderBy('meeting.meetsOn', 'desc')
		.executeTakeFirst();
	return { confidential: hidden !== undefined, venue: met?.venue, venueUsed: met?.venueUsed };
}

/** What of these values somebody may be given. */
export const told = <V>({ recipient, about }: Informed, values: Values<V>): Values<V> =>
	filterValues(recipient, values, about);
