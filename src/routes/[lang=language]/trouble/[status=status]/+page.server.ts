import { error } from '@sveltejs/kit';

/** The page of an answer that no page of its own gives: server/edge/trouble.ts fetches it. */
export const load = ({ params }) => error(Number(params.status));
