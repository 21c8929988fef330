import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import * as arrangements from '#lib/server/arrangements.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as fields from '#lib/server/fields.ts';
import { readForm, typedIn } from '#lib/server/read-form.ts';
import * as venues from '#lib/server/venues.ts';
import { INVITABLE, namesIn } from './plan.server.ts';

const LONGEST_LINE = 200;

const arrangement = v.object({
	meetsOn: fields.optionalDay(),
	startsAt: fields.optionalTime(),
	venue: fields.text(LONGEST_LINE),
	venueNote: fields.optionalText(LONGEST_LINE),
	invited: v.array(v.picklist(INVITABLE, 'choose-one')),
	...Object.fromEntries(INVITABLE.map((role) => [`name.${role}` as const, fields.text(LONGEST_LINE)]))
});

/** Where and when the review meets, and who is asked. */
export async function arrange({ locals, params, request }: RequestEvent<{ id: string }>) {
	const { scope } = locals.entered as EnteredStaff;
	const form = await request.formData();
	const posted = readForm(arrangement, form, ['invited']);
	if (!posted.ok) return fail(422, { of: 'arrange', ...posted });
	const { meetsOn, startsAt, venue, venueNote, invited, ...names } = posted.input;
	const place = await venues.chosen(scope, venue, venueNote);
	if (!place)
		return fail(422, {
			of: 'arrange',
			errors: { venue: 'choose-one' } as Record<string, string>,
			typed: typedIn(form, ['invited'])
		});
	const done = await arrangements.arrange(scope, params.id, {
		meetsOn,
		startsAt,
		...place,
		invited: invited.flatMap((role) =>
			namesIn(String((names as Record<string, string>)[`name.${role}`] ?? '')).map((name) => ({ role, name }))
		)
	});
	if (!done) error(404);
	if (done !== 'arranged') return fail(422, { of: 'arrange', errors: { review: done.refused }, typed: {} });
	redirect(303, `/reviews/${params.id}#arrange`);
}
