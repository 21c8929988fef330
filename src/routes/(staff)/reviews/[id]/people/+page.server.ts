import { error, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { digitsReadOut } from '#lib/server/auth/adult-entries.ts';
import * as adults from '#lib/server/auth/adults.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';
import * as people from '#lib/server/people.ts';
import * as reviews from '#lib/server/reviews.ts';

/** Who is round a review's child, how each is reached, and who can come in. */
export async function load({ locals, params }) {
	const { scope } = locals.entered as EnteredStaff;
	const review = await reviews.find(scope, params.id);
	const all = review && (await people.ofReview(scope, review.id));
	if (!review || !all) error(404);
	const readOut = await digitsReadOut(scope);
	return {
		reviewId: review.id,
		name: review.knownAs ?? review.firstName ?? review.childExternalId,
		people: all.map((person) => ({
			...person,
			gone: people.isGone(person),
			until: person.endedOn && formatDay(person.endedOn, ENGLISH, 'short')
		})),
		asked: (await people.asked(scope, review.id)).map((one) => {
			const digits = readOut.find(({ consultationId }) => consultationId === one.id);
			return { ...one, digits: digits?.digits, until: digits && formatMoment(digits.expiresAt, ENGLISH, 'stamp') };
		})
	};
}

export const actions = {
	/** Makes six digits for one of them, which the page then shows to whoever asked. */
	readOut: async ({ locals, params, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const id = String((await request.formData()).get('id') ?? '');
		const of = (await people.asked(scope, params.id)).some((one) => one.id === id);
		if (!of || !(await adults.readOut(scope, id))) error(404);
		redirect(303, `/reviews/${params.id}/people#${id}`);
	}
};
