import { participant } from '#lib/server/doors.ts';
import * as outcomes from '#lib/server/outcomes.ts';

/** The thank-you. An adult sees that their own form was read, and nothing of anybody else's. */
export async function load(event) {
	return {
		outcome: await outcomes.ofAdult(participant(event), event.locals.language),
		late: event.url.searchParams.has('review-held')
	};
}
