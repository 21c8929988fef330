import { error, type HandleServerError } from '@sveltejs/kit';
import type { Event } from './event.ts';

/**
 * The answer to an address that does not exist, in the visitor's language. An error thrown from a hook would be a bare
 * page in English; that is only for a script, which shows its own.
 */
export async function nothingHere({ fetch, locals, isDataRequest, request }: Event): Promise<Response> {
	if (isDataRequest || !request.headers.get('accept')?.includes('text/html')) error(404);
	const page = await fetch(`/${locals.language.id}/nothing-here`);
	return new Response(page.body, { status: 404, headers: page.headers });
}

/** Says what broke and where, never what anybody wrote: the route's pattern, not the address. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
	const { requestId } = event.locals;
	if (status >= 500) {
		const { name, stack } = cause instanceof Error ? cause : new Error('unknown');
		const at = stack
			?.split('\n')
			.find((line) => line.trim().startsWith('at '))
			?.trim();
		console.error(
			JSON.stringify({ at: new Date().toISOString(), requestId, route: event.route.id, status, name, where: at })
		);
	}
	return { message: status === 404 ? 'not-found' : 'broken', requestId };
};
