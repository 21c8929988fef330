import { error, fail, redirect } from '@sveltejs/kit';
import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { isSetUp } from '#lib/server/outbox/ways-out.ts';
import * as practice from '#lib/server/practice.ts';
import * as act from '#lib/server/safety/act.ts';
import { board } from '#lib/server/safety/board.ts';
import { rowView } from './rows.server.ts';

export async function load({ locals }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const { unseen, seen, closed, atWork } = await board(scope);
	return {
		unseen: unseen.map(rowView),
		seen: seen.map(rowView),
		closed: closed.map(rowView),
		atWork,
		mailLeaves: isSetUp('email'),
		mayPractise: may(staff.role, 'safety:practise')
	};
}

export const actions = {
	open: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const id = String((await request.formData()).get('id') ?? '');
		if (!(await act.seen(scope, id))) error(404);
		redirect(303, `/safety/${id}`);
	},
	practice: async ({ locals }) => {
		const { scope } = locals.entered as EnteredStaff;
		const reviewId = await practice.ready(scope);
		if (typeof reviewId !== 'string') return fail(422, { practice: reviewId.refused });
		redirect(303, `/reviews/${reviewId}`);
	}
};
