import { error } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as logos from '#lib/server/logos.ts';

/** The logo of the authority somebody works for. */
export async function GET({ locals }) {
	const image = await logos.find((locals.entered as EnteredStaff).scope);
	if (!image) error(404);
	return new Response(image, { headers: { 'content-type': 'image/webp' } });
}
