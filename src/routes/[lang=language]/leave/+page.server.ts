import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/server/auth/leave.ts';
import { setting } from '#lib/server/settings.ts';

export const load = ({ params }) => redirect(303, `/${params.lang}`);

export const actions = {
	/** Ends the session, tells the browser to forget what it kept of us, and goes to a page that has nothing to do with us. */
	default: async ({ cookies, locals, setHeaders }) => {
		await leave(cookies, locals.entered?.kind === 'participant' ? locals.entered : undefined);
		setHeaders({ 'clear-site-data': '"cache", "storage"' });
		redirect(303, setting('SAYSO_LEAVE_TO'));
	}
};
