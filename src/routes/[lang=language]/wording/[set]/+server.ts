import { error } from '@sveltejs/kit';
import * as wordings from '#lib/server/wordings.ts';

/** Words and a form, which are the same for everybody. Kept for good when asked for by the address of what is there. */
export function GET({ locals, params, url }) {
	const found = wordings.find(locals.language, params.set);
	if (!found) error(404);
	const current = found.address === url.pathname + url.search;
	return new Response(found.text, {
		headers: {
			'content-type': 'application/json',
			'cache-control': current ? 'public, max-age=31536000, immutable' : 'no-cache'
		}
	});
}
