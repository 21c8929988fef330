import { error } from '@sveltejs/kit';
import * as logos from '#lib/server/logos.ts';

/** The logo of the authority whose participant this is; a visitor is of none. */
export async function GET({ locals }) {
	const image = locals.entered && (await logos.find(locals.entered.scope));
	if (!image) error(404);
	return new Response(image, { headers: { 'content-type': 'image/webp' } });
}
