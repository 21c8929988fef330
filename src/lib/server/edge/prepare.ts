import type { Handle } from '@sveltejs/kit';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import { compressed } from '../compress.ts';
import { newId } from '../ids.ts';
import { setHeaders } from './headers.ts';

/** A number for the request, the language of its address, and what goes on every answer. */
export const prepare: Handle = async ({ event, resolve }) => {
	const { locals, url } = event;
	// From the address itself: one that leads nowhere has no parameters, and its page is in that language all the same.
	const language = languageOf(url.pathname.split('/')[1]);
	locals.requestId = newId();
	locals.language = language ?? ENGLISH;
	locals.look = language ? '' : 'data-look="staff"';
	const response = await resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%sayso.lang%', locals.language.tag)
				.replace('%sayso.dir%', locals.language.dir)
				.replace('%sayso.look%', locals.look),
		// The child's fonts are named in the style sheet with local() first: a phone that has them fetches none.
		preload: ({ type }) => type === 'js' || type === 'css'
	});
	setHeaders(response.headers, locals.requestId);
	return compressed(event.request, response);
};
