import { error } from '@sveltejs/kit';
import { toldOf } from '#lib/server/edge/trouble.ts';

/** The page of an answer that no page of its own gives: server/edge/trouble.ts fetches it. */
export function load(event) {
	const status = Number(event.params.status);
	error(status, toldOf(event, status));
}
