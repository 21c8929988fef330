import { fail, redirect } from '@sveltejs/kit';
import { participant } from '#lib/server/doors.ts';
import * as duty from '#lib/server/duty.ts';
import * as alarms from '#lib/server/safety/own.ts';
import { raisedView } from '../help-now/raised.server.ts';

export async function load(event) {
	const { scope } = participant(event);
	const { language } = event.locals;
	const sent = await alarms.own(scope, 'private');
	return {
		reach: await duty.forParticipant(scope, language),
		sentBefore: sent.map((one) => raisedView(one, language))
	};
}

export const actions = {
	default: async (event) => {
		const { scope, consultation } = participant(event);
		const words = String((await event.request.formData()).get('words') ?? '');
		const done = await alarms.tellPrivately(scope, consultation, words);
		if (done !== 'told') return fail(422, { error: done.refused, words });
		redirect(303, `/${event.params.lang}/my/private`);
	}
};
