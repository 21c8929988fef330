import { error } from '@sveltejs/kit';
import * as arrangements from '#lib/server/arrangements.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as children from '#lib/server/children.ts';
import * as contributions from '#lib/server/contributions.ts';
import * as readings from '#lib/server/readings.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import * as wishes from '#lib/server/wishes.ts';
import { flagView } from '../flags.server.ts';
import { arrange } from './arrange.server.ts';
import { askedViews } from './asked.server.ts';
import { close, open, reopen } from './asking.server.ts';
import { decide, safety } from './answering.server.ts';
import { contributionView } from './contribution.server.ts';
import { day, dayView } from './day.server.ts';
import { headOf } from './head.server.ts';
import { mayDo } from './may.server.ts';
import { INVITABLE, places, plan } from './plan.server.ts';
import { reason } from './reason.server.ts';
import { wishView } from './wish.server.ts';

export async function load({ locals, params }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const opened = await readings.open(scope, params.id);
	if (!opened) error(404);
	const { review } = opened;
	const given = await contributions.ofOpened(scope, opened);
	const read = await readings.ofReview(scope, review.id);
	const wished = await wishes.ofOpened(scope, opened);
	const people = await children.peopleOf(scope, review.childId);
	const mine = wished.wishes.map(wishView);
	return {
		...(await headOf(scope, review)),
		flags: (await safetyFlags.ofReview(scope, review.id)).map(flagView),
		given: given.map((one) => contributionView(one, read)),
		names: Object.fromEntries(people.map(({ id, name }) => [id, name])),
		wishes: mine,
		wishesWithheld: wished.withheld,
		plan: plan(review, await arrangements.attendees(scope, review.id), mine),
		invitable: INVITABLE,
		places: await places(scope, review),
		asked: await askedViews(scope, review.id),
		people: people.map(({ id, name, relationship }) => ({ id, name, relationship })),
		asksReason: opened.asksReason && given.length > 0,
		notTheirs: opened.reader === 'colleague',
		day: await dayView(scope, review),
		may: mayDo(staff.role, opened)
	};
}

export const actions = {
	decide,
	safety,
	arrange,
	open,
	close,
	reopen,
	day,
	reason
};
