import { isHttpError, isRedirect, type Handle, type ResolveOptions } from '@sveltejs/kit';
import { ENGLISH, languageOf } from '#lib/i18n/languages.ts';
import { compressed } from '../compress.ts';
import { newId } from '../ids.ts';
import { unreadSentAgain } from './again.ts';
import { fail } from './errors.ts';
import type { Event } from './event.ts';
import { headersFor } from './headers.ts';
import { note } from './note.ts';
import { isTrouble, RETRY_AFTER, trouble } from './trouble.ts';

/** The outermost: a number for the request, the language of its address, and what goes on every answer. */
export const prepare: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	introduce(event);
	const response = await answered(event, () => resolve(event, optionsOf(event))).catch((thrown: unknown) => {
		note(event, isRedirect(thrown) || isHttpError(thrown) ? thrown.status : 500, began);
		throw thrown;
	});
	const { headers } = response;
	for (const [name, value] of headersFor(event, headers)) headers.set(name, value);
	const retry = RETRY_AFTER[response.status];
	if (retry && !headers.has('retry-after')) headers.set('retry-after', retry);
	note(event, response.status, began);
	// An answer fetched by our own hook is compressed on its way out.
	return event.isSubRequest ? response : compressed(event.request, response);
};

/** The number the server gave it (cli/listen.ts), or a new one. */
const REQUEST_ID = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[\da-f]{4}-[\da-f]{12}$/;

function introduce({ locals, url, request }: Event): void {
	// From the address itself: one that leads nowhere has no parameters, and its page is in that language all the same.
	const language = languageOf(url.pathname.split('/')[1]);
	const given = request.headers.get('x-request-id') ?? '';
	locals.requestId = REQUEST_ID.test(given) ? given : newId();
	locals.language = language ?? ENGLISH;
	locals.look = language ? '' : 'data-look="staff"';
}

const optionsOf = ({ locals }: Event): ResolveOptions => ({
	transformPageChunk: ({ html }) =>
		html
			.replace('%sayso.lang%', locals.language.tag)
			.replace('%sayso.dir%', locals.language.dir)
			.replace('%sayso.look%', locals.look),
	// The child's fonts are named in the style sheet with local() first: a phone that has them fetches none.
	preload: ({ type }) => type === 'js' || type === 'css'
});

/** SvelteKit's own page for what went wrong where there is no page, such as a download: in English, and without a policy. */
const isBare = ({ status, headers }: Response): boolean =>
	status >= 400 && !headers.has('content-security-policy') && /^text\/html\b/.test(headers.get('content-type') ?? '');

/** A failure is answered as what it is: SvelteKit knows only 500. One in a hook, where no page is at hand, gets a page. */
async function answered(event: Event, resolve: () => Response | Promise<Response>): Promise<Response> {
	const { locals } = event;
	try {
		const response = await resolve();
		const status = locals.failed && response.status === 500 ? locals.failed : response.status;
		if (isBare(response) && isTrouble(status)) return trouble(event, status);
		return status === response.status ? response : new Response(response.body, { status, headers: response.headers });
	} catch (thrown) {
		if (isRedirect(thrown) || isHttpError(thrown)) throw thrown;
		const status = fail(event, thrown);
		return trouble(event, status, await unreadSentAgain(event));
	}
}
