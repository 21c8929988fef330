import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as consultations from '#lib/server/consultations.ts';
import * as fields from '#lib/server/fields.ts';
import { readForm } from '#lib/server/read-form.ts';
import { keepSlip } from './slip/kept.server.ts';

type Event = RequestEvent<{ id: string }>;

const asking = v.object({ audience: fields.pick(['child', 'parent', 'foster-carer']), person: fields.optionalText() });

/** Asks somebody, and goes on to the slip with their code. */
export async function open({ locals, params, request, cookies }: Event) {
	const entered = locals.entered as EnteredStaff;
	const { scope } = entered;
	const posted = readForm(asking, await request.formData());
	if (!posted.ok) return fail(422, { of: 'open', ...posted });
	const { audience, person } = posted.input;
	const slip = await consultations.open(scope, { reviewId: params.id, audience, personId: person });
	if (!slip) error(404);
	if ('refused' in slip) return fail(422, { of: 'open', errors: { audience: slip.refused }, typed: { audience } });
	keepSlip(cookies, entered, slip);
	redirect(303, `/reviews/${params.id}/slip`);
}

const which = v.object({ id: fields.text() });

/** Closes one: its code opens nothing. */
export const close = (event: Event) => change(event, consultations.close);
/** Opens one again, with the code it had. */
export const reopen = (event: Event) => change(event, consultations.reopen);

async function change({ locals, params, request }: Event, to: typeof consultations.close): Promise<never> {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(which, await request.formData());
	if (!posted.ok || !(await to(scope, posted.input.id))) error(404);
	redirect(303, `/reviews/${params.id}#asking`);
}
