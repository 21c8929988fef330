import { participant } from '#lib/server/doors.ts';
import * as outcomes from '#lib/server/outcomes.ts';

/** The thank-you, and later what came of it: who read it, each wish with its answer, and that the review was held. */
export async function load(event) {
	return {
		outcome: await outcomes.own(participant(event), event.locals.language),
		late: event.url.searchParams.has('review-held')
	};
}
