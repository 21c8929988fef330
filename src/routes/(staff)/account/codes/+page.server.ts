import { redirect } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { finish, making, newCodes } from '#lib/server/auth/set-up.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';

export async function load({ locals, cookies }) {
	const { staff } = locals.entered as EnteredStaff;
	const codes = await newCodes(cookies, 'add');
	if (!codes || (await making(cookies, 'add'))?.staff.id !== staff.id) redirect(303, '/account');
	return { codes: codes.map(printedCode) };
}

export const actions = {
	default: async (event) => {
		await finish(event.cookies, visitorOf(event), 'add');
		redirect(303, '/account?done=codes');
	}
};
