import type { Cookies } from '@sveltejs/kit';
import * as sessions from './sessions.ts';

/** Starts the session of one consultation's participant. */
export const start = (cookies: Cookies, authorityId: string, consultationId: string): Promise<void> =>
	sessions.start(cookies, 'participant', authorityId, consultationId, {});

/** The participant's session at hand, if there is one. */
export const current = (cookies: Cookies) => sessions.current(cookies, 'participant');

/** Ends the participant's session at hand. */
export const end = (cookies: Cookies): Promise<void> => sessions.end(cookies, 'participant');

/** Ends every session of one consultation. */
export const endAll = (authorityId: string, consultationId: string): Promise<void> =>
	sessions.endAll('participant', authorityId, consultationId);
