import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as openings from '#lib/server/openings.ts';
import { readForm } from '#lib/server/read-form.ts';
import { reason as fields } from '../../children/reason.server.ts';

/** Why somebody opens what came in for a child who is not theirs. */
export async function reason({ locals, params, request }: RequestEvent<{ id: string }>) {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(v.object(fields), await request.formData());
	if (!posted.ok) return fail(422, { of: 'reason', ...posted });
	if (!(await openings.open(scope, params.id, posted.input))) error(404);
	redirect(303, `/reviews/${params.id}#words`);
}
