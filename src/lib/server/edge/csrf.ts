import type { Handle } from '@sveltejs/kit';
import { setting } from '../settings.ts';
import { trouble } from './trouble.ts';

const READS = ['GET', 'HEAD', 'OPTIONS'];
/** Changes nothing, and browsers send it without saying from where. */
const REPORTS = '/csp-report';

/**
 * A change comes from our own pages: the browser says so itself, or its Origin is exactly ours. Stricter than
 * SvelteKit's own check, which lets pass what has no content type and is switched off in svelte.config.js.
 */
export const sameOrigin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (READS.includes(method) || event.route.id === REPORTS) return resolve(event);
	const site = headers.get('sec-fetch-site');
	const ours = site ? site === 'same-origin' : headers.get('origin') === new URL(setting('ORIGIN')).origin;
	return ours ? resolve(event) : trouble(event, 403);
};
