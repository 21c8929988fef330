import { redirect } from '@sveltejs/kit';
import * as participantSessions from '#lib/server/auth/participant-sessions.ts';
import { setting } from '#lib/server/settings.ts';

export const load = ({ params }) => redirect(303, `/${params.lang}`);

export const actions = {
	/** Ends the session, tells the browser to forget what it kept of us, and goes to a page that has nothing to do with us. */
	default: async ({ cookies, setHeaders }) => {
		await participantSessions.end(cookies);
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, setting('SAYSO_LEAVE_TO'));
	}
};
