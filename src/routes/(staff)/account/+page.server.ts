import { fail, redirect } from '@sveltejs/kit';
import { changePassword, choosesPassword } from '#lib/server/auth/account.ts';
import * as breakGlass from '#lib/server/auth/break-glass.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as factors from '#lib/server/auth/factors.ts';
import { isDemonstration } from '#lib/server/auth/sign-in.ts';
import * as staffSessions from '#lib/server/auth/staff-sessions.ts';
import { visitorOf } from '#lib/server/auth/visitor.ts';
import { failed } from '#lib/server/auth/wrong.ts';
import { formatMoment } from '#lib/server/format.ts';

export async function load({ locals, url }) {
	const entered = locals.entered as EnteredStaff;
	const { scope, staff, session } = entered;
	const sessions = await staffSessions.list(scope, staff.id);
	return {
		sessions: sessions.map(({ publicId, createdAt, lastSeenAt, startedFrom, network, method }) => ({
			id: publicId,
			from: startedFrom,
			network,
			method,
			here: publicId === session.publicId,
			began: formatMoment(createdAt, undefined, 'stamp'),
			seen: formatMoment(lastSeenAt, undefined, 'stamp')
		})),
		password: await choosesPassword(entered),
		steps: (await factors.kinds(scope, staff.id)).length,
		demonstration: await isDemonstration(scope.authorityId),
		done: url.searchParams.get('done')
	};
}

const own = ({ entered }: App.Locals) => entered as EnteredStaff;

export const actions = {
	end: async ({ locals, request }) => {
		const { scope, staff } = own(locals);
		await staffSessions.endOne(scope, staff.id, String((await request.formData()).get('id') ?? ''));
		redirect(303, '/account?done=ended');
	},
	endOthers: async ({ locals }) => {
		const { scope, staff, session } = own(locals);
		await staffSessions.endOthers(scope, staff.id, session.publicId);
		redirect(303, '/account?done=ended');
	},
	password: async (event) => {
		const posted = await event.request.formData();
		const [current, next] = ['current', 'next'].map((name) => String(posted.get(name) ?? ''));
		const result = await changePassword(visitorOf(event), own(event.locals), { current: current!, next: next! });
		if ('right' in result) redirect(303, '/account?done=password');
		if (result.refused === 'wrong' || result.refused === 'too-many') return fail(...failed(result, {}));
		return fail(422, { next: result.refused });
	},
	lookedInto: async ({ locals }) => {
		await breakGlass.lookedInto(own(locals).scope);
		redirect(303, '/account?done=looked-into');
	}
};
