import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/server/auth/provider-sign-in.ts';

/** Out of the authority's own sign-in, after ours. */
export async function GET({ params }) {
	redirect(303, (await leave(params.authority))?.href ?? '/sign-in');
}
