import { redirect } from '@sveltejs/kit';
import { participant, resume } from '#lib/server/doors.ts';
import * as outcomes from '#lib/server/outcomes.ts';

/** The thank-you, and later what came of it: who read it, each wish with its answer, and that the review was held. */
export async function load(event) {
	const entered = participant(event);
	const outcome = await outcomes.own(entered, event.locals.language);
	const late = event.url.searchParams.has('review-held');
	if (!outcome.sent && !late) redirect(303, await resume(entered, 'my', event.locals.language));
	return { outcome, late };
}
