import type { HandleServerError } from '@sveltejs/kit';
import { aboutError, log } from '../log.ts';
import { whyUnavailable } from './unavailable.ts';
import type { Event } from './event.ts';
import { sentAgain } from './again.ts';

/**
 * Says what broke and where, never what anybody wrote: the route's pattern, not the address. A page that shows it
 * carries what was typed, so that it can be sent again.
 */
export const handleError: HandleServerError = ({ error: cause, event, status: given }) => {
	const { locals } = event;
	const status = given === 500 ? fail(event, cause) : given;
	const again = status >= 500 ? sentAgain(event, event.locals.posted) : undefined;
	return { message: String(status), status, requestId: locals.requestId, ...(again && { again }) };
};

/** Notes a failure in the log, and on the request the status it is answered with. */
export function fail(event: Event, cause: unknown): 500 | 503 | 507 {
	const { locals, route, request } = event;
	const status = whyUnavailable(cause) ?? 500;
	const { requestId } = locals;
	locals.failed = status;
	const level = status === 500 ? 'error' : 'warn';
	log(level, 'failed', { requestId, route: route.id, method: request.method, status, ...aboutError(cause) });
	return status;
}
