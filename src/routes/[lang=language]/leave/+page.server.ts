import { redirect } from '@sveltejs/kit';
import * as sessions from '#lib/server/auth/sessions.ts';
import { setting } from '#lib/server/settings.ts';

export const load = ({ params }) => redirect(303, `/${params.lang}`);

export const actions = {
	/** Ends the session, tells the browser to forget what it kept of us, and goes to a page that has nothing to do with us. */
	default: async ({ cookies, setHeaders }) => {
		await sessions.end(cookies, 'participant');
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, setting('SAYSO_LEAVE_TO'));
	}
};
