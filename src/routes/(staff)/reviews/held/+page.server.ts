import { addMonths } from '#lib/domain/day.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { today } from '#lib/server/clock.ts';
import { formatDay } from '#lib/server/format.ts';
import * as reviews from '#lib/server/reviews.ts';

export async function load({ locals }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const held = await reviews.heldSince(scope, addMonths(today(), -12));
	return {
		mayRecord: may(staff.role, 'reviews:record'),
		held: held.map((review) => ({
			id: review.id,
			name: reviews.nameOf(review),
			childExternalId: review.childExternalId,
			on: formatDay(review.heldOn!, ENGLISH, 'short'),
			code: review.participationCode,
			recorded: review.recordedAt !== null,
			by: review.recordedByName
		}))
	};
}
