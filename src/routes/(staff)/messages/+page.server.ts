import { error, redirect } from '@sveltejs/kit';
import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { now } from '#lib/server/clock.ts';
import { formatMoment } from '#lib/server/format.ts';
import { mostPerHour, reachedThisHour } from '#lib/server/outbox/hours.ts';
import * as messages from '#lib/server/outbox/list.ts';
import { isSetUp } from '#lib/server/outbox/ways-out.ts';
import { messageView } from './message.server.ts';

export async function load({ locals, url }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const reviewId = url.searchParams.get('review') ?? undefined;
	const found = await messages.list(scope, { reviewId });
	if (!found) error(404);
	const listed = found.map(messageView);
	const reached = await reachedThisHour(scope, now());
	return {
		ofReview: reviewId !== undefined,
		reviewId,
		mayAll: may(staff.role, 'messages:read'),
		listed: listed.filter(({ state }) => state !== 'dead'),
		failed: listed.filter(({ state }) => state === 'dead'),
		most: messages.MOST_LISTED,
		waiting: await messages.waiting(scope),
		notSetUp: (['email', 'text'] as const).filter((channel) => !isSetUp(channel)),
		capped: reached && { at: formatMoment(reached), most: mostPerHour() },
		done: url.searchParams.get('done')
	};
}

export const actions = {
	retry: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const id = String((await request.formData()).get('id') ?? '');
		if (!(await messages.retry(scope, id))) error(404);
		redirect(303, '/messages?done=retried');
	},
	trial: async ({ locals }) => {
		await messages.trial((locals.entered as EnteredStaff).scope);
		redirect(303, '/messages?done=trial');
	}
};
