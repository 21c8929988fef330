import type { Event } from './event.ts';
import { languageOf } from '#lib/i18n/languages.ts';

/**
 * The statuses that have a page of their own. What comes of each is in locales, under `common:errors`; any other is
 * told as the 400 or the 500 it is like.
 */
export const TROUBLES = [400, 401, 403, 404, 410, 413, 415, 422, 429, 500, 503, 507] as const;
export type Trouble = (typeof TROUBLES)[number];
export const isTrouble = (status: number): status is Trouble => (TROUBLES as readonly number[]).includes(status);

/** Seconds after which to try again, where nobody said better. */
export const RETRY_AFTER: Partial<Record<number, string>> = { 429: '60', 503: '10', 507: '60' };

/**
 * An answer that is not the page asked for, in the visitor's language and look: for a person a page, for a script what
 * it needs to show its own. A hook that threw an error instead would give a bare page in English.
 */
export async function trouble(event: Event, status: Trouble, again?: App.Error['again']): Promise<Response> {
	const { fetch, locals, isDataRequest, request, url } = event;
	const error = { message: String(status), status, requestId: locals.requestId };
	const action = request.headers.get('x-sveltekit-action') === 'true';
	if (action) return Response.json({ type: 'error', error }, { status });
	if (isDataRequest || !request.headers.get('accept')?.includes('text/html')) return Response.json(error, { status });
	const language = languageOf(url.pathname.split('/')[1]);
	// The page is asked for inside this process: what it is to show is left for it under the number of the request.
	told.set(locals.requestId, { ...error, ...(again && { again }) });
	const page = await fetch(`${language ? `/${language.id}` : ''}/trouble/${status}`, {
		headers: { 'x-request-id': locals.requestId }
	});
	told.delete(locals.requestId);
	return new Response(page.body, { status, headers: page.headers });
}

const told = new Map<string, App.Error>();

/** What the page of an answer is to show; to who asks for such a page by its address, no more than that. */
export const toldOf = ({ locals, isSubRequest }: Pick<Event, 'locals' | 'isSubRequest'>, status: number): App.Error =>
	(isSubRequest && told.get(locals.requestId)) || { message: String(status) };

/** What somebody finds at a page that is not theirs: the same as at an address that does not exist. */
export const nothingHere = (event: Event): Promise<Response> => trouble(event, 404);
