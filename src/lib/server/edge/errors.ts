import type { HandleServerError } from '@sveltejs/kit';
import { ruleOf } from '../access.ts';
import { aboutError, log } from '../log.ts';
import { whyUnavailable } from './unavailable.ts';
import type { Event } from './event.ts';

/**
 * Says what broke and where, never what anybody wrote: the route's pattern, not the address. A page that shows it
 * carries what was typed, so that it can be sent again.
 */
export const handleError: HandleServerError = ({ error: cause, event, status: given }) => {
	const { locals } = event;
	const status = given === 500 ? fail(event, cause) : given;
	const again = status >= 500 ? sentWith(event) : undefined;
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

/** Up to this much is put into a page to be sent again. */
const MOST_KEPT = 65_536;
/** Secrets are typed again. */
const SECRET = /pass|code|pin|doodle|secret|token|otp/i;

/** The text fields of a form of somebody who came in, to send once more; a file cannot be kept in a page. */
function sentWith({ locals, route, url }: Event): App.Error['again'] {
	const { posted } = locals;
	if (!posted || !route.id || ruleOf(route.id) === 'public') return undefined;
	const fields = [...posted].filter((field): field is [string, string] => typeof field[1] === 'string');
	if (fields.some(([name]) => SECRET.test(name))) return undefined;
	const size = fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
	return size > MOST_KEPT ? undefined : { action: url.pathname + url.search, fields };
}
