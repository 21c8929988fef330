import type { Handle } from '@sveltejs/kit';
import { setting } from '../settings.ts';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/** A change comes from our own pages: the browser says so itself, or its Origin is exactly ours. */
export const sameOrigin: Handle = async ({ event, resolve }) => {
	const { method, headers } = event.request;
	if (READS.includes(method)) return resolve(event);
	const site = headers.get('sec-fetch-site');
	const ours = site ? site === 'same-origin' : headers.get('origin') === new URL(setting('ORIGIN')).origin;
	return ours ? resolve(event) : new Response(null, { status: 403 });
};
