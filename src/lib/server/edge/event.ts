import type { Handle } from '@sveltejs/kit';

/** One request, as the hooks see it. */
export type Event = Parameters<Handle>[0]['event'];
