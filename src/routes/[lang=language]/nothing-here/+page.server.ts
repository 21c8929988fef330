import { error } from '@sveltejs/kit';

/** What somebody finds at a page that is not theirs: the same as at an address that does not exist (server/edge/errors.ts). */
export const load = () => error(404);
