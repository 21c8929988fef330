import { redirect } from '@sveltejs/kit';
import { finish } from '#lib/server/auth/provider-sign-in.ts';
import { enteredStaff } from '#lib/server/auth/staff-entry.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';

/** Back from there. */
export async function GET(event) {
	const { cookies, params, url } = event;
	const next = await finish(cookies, visitorOf(event), params.authority, url, await enteredStaff(cookies));
	redirect(303, 'goTo' in next ? next.goTo : `/sign-in?refused=${next.refused}`);
}
