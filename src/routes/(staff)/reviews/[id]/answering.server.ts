import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { DECISIONS } from '#lib/domain/wish.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as fields from '#lib/server/fields.ts';
import { readForm } from '#lib/server/read-form.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import * as wishes from '#lib/server/wishes.ts';

type Event = RequestEvent<{ id: string }>;

const answer = v.object({
	id: fields.text(),
	decision: fields.pick(DECISIONS),
	reason: fields.text(),
	privateNote: fields.text()
});

/** The IRO's answer to one wish. */
export async function decide({ locals, params, request }: Event) {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(answer, await request.formData());
	if (!posted.ok) return fail(422, { of: 'decide', ...posted });
	const { id, ...decision } = posted.input;
	const done = await wishes.decide(scope, id, decision);
	if (!done) error(404);
	if (done !== 'decided') return fail(422, { of: 'decide', errors: { reason: done.refused }, typed: posted.input });
	redirect(303, `/reviews/${params.id}#wish-${id}`);
}

const act = v.object({ id: fields.text(), then: fields.pick(['seen', 'handled']), note: fields.text() });

/** Somebody has seen that a child may not be safe, or says what was done. */
export async function safety({ locals, params, request }: Event) {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(act, await request.formData());
	if (!posted.ok) return fail(422, { of: 'safety', ...posted });
	const { id, then, note } = posted.input;
	const done = then === 'seen' ? await safetyFlags.seen(scope, id) : await safetyFlags.handled(scope, id, note);
	if (!done) error(404);
	if (typeof done === 'object') return fail(422, { of: 'safety', errors: { note: done.refused }, typed: posted.input });
	redirect(303, `/reviews/${params.id}#safety`);
}
