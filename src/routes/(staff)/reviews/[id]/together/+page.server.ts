import { error, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import * as consultations from '#lib/server/consultations.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import * as entryPasses from '#lib/server/entry-passes.ts';
import { formatMoment } from '#lib/server/format.ts';
import * as reviews from '#lib/server/reviews.ts';
import { setting } from '#lib/server/settings.ts';

async function childsOf(scope: AuthorityScope, reviewId: string) {
	if (!(await reviews.find(scope, reviewId))) error(404);
	const asked = await consultations.ofReview(scope, reviewId);
	return asked.find(({ audience, closedAt }) => audience === 'child' && !closedAt);
}

/** The code with which a worker and a child do it together. */
export async function load({ locals, params }) {
	const { scope } = locals.entered as EnteredStaff;
	const consultation = await childsOf(scope, params.id);
	const pass = consultation && (await entryPasses.current(scope, consultation.id, 'together'));
	return {
		reviewId: params.id,
		asked: consultation !== undefined,
		pass: pass && {
			code: printedCode(pass.code),
			address: `${new URL(setting('ORIGIN')).host}/${consultation.language ?? ENGLISH.id}/c`,
			until: formatMoment(pass.expiresAt, ENGLISH, 'time')
		}
	};
}

export const actions = {
	default: async ({ locals, params }) => {
		const { scope } = locals.entered as EnteredStaff;
		const consultation = await childsOf(scope, params.id);
		if (!consultation) error(404);
		await entryPasses.make(scope, consultation.id, 'together');
		redirect(303, `/reviews/${params.id}/together`);
	}
};
