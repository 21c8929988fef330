import { error, fail, redirect } from '@sveltejs/kit';
import { LANGUAGES } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as people from '#lib/server/people.ts';
import { readForm } from '#lib/server/read-form.ts';
import * as reviews from '#lib/server/reviews.ts';
import { inputOf, personFields, typedOf } from './fields.server.ts';

/** 'new' adds somebody. */
const NEW = 'new';

export async function load({ locals, params }) {
	const { scope } = locals.entered as EnteredStaff;
	const review = await reviews.find(scope, params.id);
	const person = params.person === NEW ? undefined : await people.find(scope, params.id, params.person);
	if (!review || (!person && params.person !== NEW)) error(404);
	return {
		reviewId: review.id,
		childName: review.knownAs ?? review.firstName ?? review.childExternalId,
		name: person?.name,
		typed: typedOf(person),
		relationships: people.RELATIONSHIPS,
		languages: LANGUAGES.map(({ id }) => id)
	};
}

export const actions = {
	default: async ({ locals, params, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const posted = readForm(personFields, await request.formData());
		if (!posted.ok) return fail(422, posted);
		const input = inputOf(posted.input);
		const done =
			params.person === NEW
				? await people.add(scope, params.id, input)
				: await people.save(scope, params.id, params.person, input);
		if (!done) error(404);
		redirect(303, `/reviews/${params.id}/people`);
	}
};
