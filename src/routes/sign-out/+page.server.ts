import { redirect } from '@sveltejs/kit';
import * as staffSessions from '#lib/server/auth/staff-sessions.ts';

export const load = () => redirect(303, '/sign-in');

export const actions = {
	default: async ({ cookies }) => {
		await staffSessions.end(cookies);
		redirect(303, '/sign-in');
	}
};
