import { redirect } from '@sveltejs/kit';
import { participant, resume } from '#lib/server/doors.ts';
import * as adultPages from '#lib/server/adult-pages.ts';

/** The thank-you. An adult sees that their own form was read, and nothing of anybody else's. */
export async function load(event) {
	const entered = participant(event);
	const outcome = await adultPages.outcome(entered, event.locals.language);
	const late = event.url.searchParams.has('review-held');
	if (!outcome.sent && !late) redirect(303, await resume(entered, 'your', event.locals.language));
	return { outcome, late };
}
