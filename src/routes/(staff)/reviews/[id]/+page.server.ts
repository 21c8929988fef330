import { error } from '@sveltejs/kit';
import { may } from '#lib/server/access.ts';
import * as arrangements from '#lib/server/arrangements.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as children from '#lib/server/children.ts';
import * as consultations from '#lib/server/consultations.ts';
import * as contributions from '#lib/server/contributions.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import * as wishes from '#lib/server/wishes.ts';
import { flagView } from '../flags.server.ts';
import { arrange } from './arrange.server.ts';
import { askedView, close, open, reopen } from './asking.server.ts';
import { decide, safety } from './answering.server.ts';
import { contributionView } from './contribution.server.ts';
import { headOf } from './head.server.ts';
import { INVITABLE, plan } from './plan.server.ts';
import { wishView } from './wish.server.ts';

export async function load({ locals, params }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const review = await reviews.find(scope, params.id);
	if (!review) error(404);
	const given = (await contributions.forReview(scope, review.id))!;
	const readings = await contributions.readings(scope, review.id);
	const wished = (await wishes.forReview(scope, review.id))!;
	const people = await children.peopleOf(scope, review.childId);
	const mine = wished.wishes.map(wishView);
	return {
		...(await headOf(scope, review)),
		flags: (await safetyFlags.ofReview(scope, review.id)).map(flagView),
		given: given.map((one) => contributionView(one, readings)),
		names: Object.fromEntries(people.map(({ id, name }) => [id, name])),
		wishes: mine,
		wishesWithheld: wished.withheld,
		plan: plan(review, await arrangements.attendees(scope, review.id), mine),
		invitable: INVITABLE,
		asked: (await consultations.ofReview(scope, review.id)).map(askedView),
		people: people.map(({ id, name, relationship }) => ({ id, name, relationship })),
		may: {
			answer: may(staff.role, 'reviews:answer'),
			arrange: may(staff.role, 'reviews:arrange') && !review.heldOn && !review.cancelledOn,
			ask: may(staff.role, 'consultations:open') && !review.heldOn && !review.cancelledOn,
			record: may(staff.role, 'reviews:record') && !review.cancelledOn,
			safety: may(staff.role, 'safety:handle')
		}
	};
}

export const actions = {
	decide,
	safety,
	arrange,
	open,
	close,
	reopen
};
