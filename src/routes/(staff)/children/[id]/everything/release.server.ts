import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { ASKED_FOR, RELEASE_KINDS } from '#lib/domain/release.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { database } from '#lib/server/database.ts';
import * as fields from '#lib/server/fields.ts';
import { readForm } from '#lib/server/read-form.ts';
import * as releases from '#lib/server/releases.ts';

type Event = RequestEvent<{ id: string }>;

const wanted = v.object({
	kind: fields.pick(RELEASE_KINDS),
	askedFor: fields.optionalPick(ASKED_FOR),
	words: v.pipe(fields.text(), v.minLength(1, 'words-needed')),
	included: v.array(v.string())
});

/** Asks for a copy, or for the child to be removed. */
export async function ask({ locals, params, request }: Event) {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(wanted, await request.formData(), ['included']);
	if (!posted.ok) return fail(422, { of: String(posted.typed.kind), ...posted });
	const { kind, askedFor } = posted.input;
	if (kind === 'copy' && !askedFor) {
		return fail(422, { of: kind, errors: { askedFor: 'choose-one' }, typed: { ...posted.input, askedFor: '' } });
	}
	const made = await releases.ask(scope, params.id, { ...posted.input, askedFor: kind === 'copy' ? askedFor : null });
	if (!made) error(404);
	redirect(303, `/children/${params.id}/everything#asked`);
}

const decided = v.object({ id: fields.text(), decision: fields.pick(['released', 'refused'] as const) });

/** The second person lets it happen, or not. A child who is removed has no page to go back to. */
export async function decide({ locals, params, request }: Event) {
	const { scope } = locals.entered as EnteredStaff;
	const posted = readForm(decided, await request.formData());
	if (!posted.ok) return fail(422, { of: 'decide', ...posted });
	const done = await releases.decide(scope, posted.input.id, posted.input.decision);
	if (!done) error(404);
	if (typeof done === 'object') {
		return fail(422, { of: 'decide', errors: { decision: done.refused }, typed: { ...posted.input } });
	}
	const gone = !(await releases.childFor(scope, params.id));
	if (gone) await database().leaveNothing(['sealing_key']);
	redirect(303, gone ? '/audit' : `/children/${params.id}/everything#asked`);
}
