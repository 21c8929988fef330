import { log } from '../log.ts';
import { counted } from '../metrics.ts';
import type { Event } from './event.ts';

/** One line in the log and one count for a request that came from outside. */
export function note(event: Event, status: number, began: number): void {
	if (event.isSubRequest) return;
	const { locals, route, request } = event;
	const { method } = request;
	const ms = Math.round(performance.now() - began);
	counted({ route: route.id, method, status, ms });
	const authorityId = locals.entered?.scope.authorityId;
	log('info', 'request', {
		requestId: locals.requestId,
		route: route.id,
		method,
		status,
		ms,
		...(authorityId && { authorityId })
	});
}
