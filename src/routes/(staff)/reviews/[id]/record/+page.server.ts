import { error, fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';
import { COMERS, needsNext, readRecord } from '#lib/server/record-form.ts';
import { forRecording, record, type NextReview } from '#lib/server/review-records.ts';
import { headOf } from '../head.server.ts';
import { startOf } from './start.server.ts';

const short = (day: string) => formatDay(day, ENGLISH, 'short');
const nextView = (next: NextReview | undefined) =>
	next && { proposedOn: next.proposedOn, statutory: short(next.statutoryOn), target: short(next.targetOn) };

export async function load({ locals, params }) {
	const { scope } = locals.entered as EnteredStaff;
	const known = await forRecording(scope, params.id);
	if (!known) error(404);
	const { review, latest, openedAt, attendees, remoteCounts, chairingWished } = known;
	return {
		...(await headOf(scope, review)),
		start: startOf(known),
		latest: latest && {
			statutoryOn: latest.statutoryOn,
			statutory: short(latest.statutoryOn),
			target: short(latest.targetOn)
		},
		next: nextView(known.next),
		evidence: { bornOn: review.bornOn, openedAt, opened: openedAt && formatMoment(openedAt), remoteCounts },
		chairingWished,
		comers: COMERS.map((role) => ({
			role,
			names: attendees.filter((one) => one.role === role && one.name).map(({ name }) => name),
			asked: attendees.some((one) => one.role === role)
		}))
	};
}

export const actions = {
	default: async ({ locals, params, request }) => {
		const { scope } = locals.entered as EnteredStaff;
		const posted = readRecord(await request.formData());
		if (!posted.ok)
			return fail(422, { errors: posted.errors, typed: posted.typed, proposal: undefined, next: undefined });
		const done = await record(scope, params.id, posted.input, { nextNeeded: needsNext(posted) });
		if (!done) error(404);
		if ('code' in done) redirect(303, `/reviews/${params.id}`);
		const { errors, proposal, next } = done;
		return fail(422, { errors: errors as Record<string, string>, typed: posted.typed, proposal, next: nextView(next) });
	}
};
