import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/auth/sign-out.ts';

export const load = () => redirect(303, '/sign-in');

export const actions = {
	default: async ({ cookies }) => {
		const leftAt = await signOut(cookies);
		redirect(303, leftAt ? `/sign-in?left=${leftAt}` : '/sign-in');
	}
};
