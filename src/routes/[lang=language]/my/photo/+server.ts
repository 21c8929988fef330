import { error } from '@sveltejs/kit';
import { participant } from '#lib/server/doors.ts';
import * as profiles from '#lib/server/profiles.ts';

/** The photo on the card of the child's own IRO. */
export async function GET(event) {
	const { scope, consultation } = participant(event);
	const card = await profiles.forChild(scope, consultation.childId);
	const photo = card && (await profiles.photo(scope, card.staffId));
	if (!photo) error(404);
	return new Response(photo as Uint8Array<ArrayBuffer>, {
		headers: { 'content-type': 'image/webp' }
	});
}
