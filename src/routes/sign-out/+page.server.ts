import { redirect } from '@sveltejs/kit';
import * as sessions from '#lib/server/auth/sessions.ts';

export const load = () => redirect(303, '/sign-in');

export const actions = {
	default: async ({ cookies }) => {
		await sessions.end(cookies, 'staff');
		redirect(303, '/sign-in');
	}
};
