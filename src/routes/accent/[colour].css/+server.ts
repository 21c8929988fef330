import { error } from '@sveltejs/kit';
import { readColour } from '#lib/domain/colour.ts';
import { suggestion } from '#lib/domain/contrast.ts';
import { accentSheet } from '#lib/server/brand.ts';

/** The tokens that follow from an accent. It follows from the address alone, and is the same for everybody. */
export function GET({ params }) {
	const colour = readColour(params.colour);
	if (!colour || colour !== `#${params.colour}` || suggestion(colour)) error(404);
	return new Response(accentSheet(colour), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable' }
	});
}
