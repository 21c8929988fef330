import { error } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as profiles from '#lib/server/profiles.ts';

/** One's own photo, as the children see it. */
export async function GET({ locals }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const photo = await profiles.photo(scope, staff.id);
	if (!photo) error(404);
	return new Response(new Uint8Array(photo), { headers: { 'content-type': 'image/webp' } });
}
