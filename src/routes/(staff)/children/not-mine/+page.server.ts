import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as fields from '#lib/server/fields.ts';
import * as openings from '#lib/server/openings.ts';
import { readForm } from '#lib/server/read-form.ts';
import { reason } from '../reason.server.ts';

const asked = v.object({ named: v.pipe(fields.text(), v.minLength(1, 'named-needed')), ...reason });

export const actions = {
	default: async ({ locals, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const posted = readForm(asked, await request.formData());
		if (!posted.ok) return fail(422, posted);
		const { named, ...given } = posted.input;
		const found = await openings.openNamed(scope, named, given);
		if ('refused' in found) return fail(422, { errors: { named: found.refused }, typed: { ...posted.input } });
		redirect(303, `/reviews/${found.reviewId}`);
	}
};
