import { error, redirect } from '@sveltejs/kit';
import { encode } from 'uqr';
import { languageOf } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { endAll } from '#lib/server/auth/participant-sessions.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import * as consultations from '#lib/server/consultations.ts';
import { formatDay } from '#lib/server/format.ts';
import * as recipients from '#lib/server/recipients.ts';
import * as reviews from '#lib/server/reviews.ts';
import { wordsFor } from '#lib/server/words.ts';
import { keepSlip, keptSlip } from './kept.server.ts';

/** The language a slip's address leads to: the first part of its path. */
const languageIn = (url: string) => languageOf(new URL(url).pathname.split('/')[1])!;

export async function load({ locals, params, cookies }) {
	const entered = locals.entered as EnteredStaff;
	const { scope } = entered;
	const review = await reviews.find(scope, params.id);
	if (!review) error(404);
	const kept = keptSlip(cookies, entered);
	const consultation = kept && (await consultations.find(scope, kept.consultationId));
	if (!kept || consultation?.reviewId !== review.id) return { reviewId: review.id };
	const language = languageIn(kept.url);
	const { data, size } = encode(kept.url, { ecc: 'M', border: 2 });
	const told = recipients.told(await recipients.ofConsultation(scope, consultation), {
		// A slip may be lost: no surname, and for an adult no child.
		...(consultation.audience === 'child' && { knownAs: review.knownAs, firstName: review.firstName }),
		due: formatDay(consultation.dueOn, language, 'near')
	});
	return {
		reviewId: review.id,
		slip: {
			audience: consultation.audience,
			name: told.knownAs ?? told.firstName ?? null,
			code: printedCode(kept.code),
			host: `${new URL(kept.url).host}/${language.id}/c`,
			qr: {
				size,
				path: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
			},
			dueOn: told.due ?? '',
			expires: formatDay(kept.expiresAt.slice(0, 10), language, 'short'),
			words: wordsFor(language, ['common', 'public'])
		}
	};
}

export const actions = {
	default: async ({ locals, params, request, cookies }) => {
		const entered = locals.entered as EnteredStaff;
		const { scope } = entered;
		const id = String((await request.formData()).get('id') ?? '');
		const consultation = await consultations.find(scope, id);
		const slip = consultation?.reviewId === params.id && (await consultations.newSlip(scope, id));
		if (!slip) error(404);
		// A card may be lost: whoever came in with it is out.
		await endAll(scope.authorityId, id);
		keepSlip(cookies, entered, slip);
		redirect(303, `/reviews/${params.id}/slip`);
	}
};
