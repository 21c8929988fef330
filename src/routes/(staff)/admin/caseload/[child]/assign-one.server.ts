import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as assignments from '#lib/server/assignments.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { typedIn } from '#lib/server/read-form.ts';
import { AT, readAssignment } from '../assign.server.ts';

/** Gives this child to somebody in a role, from a day on. */
export const assignOne =
	(role: assignments.WorkingRole) =>
	async ({ locals, params, request }: RequestEvent<{ child: string }>) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData());
		const read = readAssignment(typed);
		if ('errors' in read) return fail(422, { of: role, errors: read.errors!, typed });
		const done = await assignments.assign(scope, { ...read, childIds: [params.child], role });
		if (done !== 'done')
			return fail(422, { of: role, errors: { [AT[done.refused]]: done.refused } as Record<string, string>, typed });
		redirect(303, `/admin/caseload/${params.child}?saved`);
	};
