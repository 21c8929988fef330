import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isDay } from '#lib/domain/day.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { today } from '#lib/server/clock.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';
import { typedIn } from '#lib/server/read-form.ts';
import * as changes from '#lib/server/review-changes.ts';
import type { Review } from '#lib/server/reviews.ts';

const short = (day: string) => formatDay(day, ENGLISH, 'short');

/** Whether a review can be moved, and what was moved before, and why. */
export async function dayView(scope: AuthorityScope, review: Review) {
	return {
		dueOn: review.dueOn,
		today: today(),
		cancelled: review.cancelledOn !== null,
		changes: (await changes.ofReview(scope, review.id)).map(({ id, kind, fromOn, toOn, reason, by, changedAt }) => ({
			id,
			kind,
			from: short(fromOn),
			to: toOn && short(toOn),
			reason,
			by,
			at: formatMoment(changedAt, ENGLISH, 'stamp')
		}))
	};
}
export type DayView = Awaited<ReturnType<typeof dayView>>;

/** The box a refusal is about; the others are about the whole. */
const AT: Partial<Record<changes.ReviewChangeRefusal, string>> = {
	'reason-why': 'why',
	'same-day': 'dueOn',
	'in-the-past': 'dueOn'
};

/** Moves a review, cancels it, or brings it back. */
export async function day({ locals, params, request }: RequestEvent<{ id: string }>) {
	const { scope } = locals.entered as EnteredStaff;
	const typed = typedIn(await request.formData());
	const [what, dueOn, why] = ['what', 'dueOn', 'why'].map((field) => String(typed[field] ?? '')) as [
		string,
		string,
		string
	];
	const wrong = (errors: Record<string, string>) => fail(422, { of: 'day', errors, typed });
	if (what === 'move' && !isDay(dueOn)) return wrong({ dueOn: 'not-a-day' });
	if (why.length > 1000) return wrong({ why: 'too-long' });
	const done =
		what === 'move'
			? await changes.move(scope, params.id, dueOn, why)
			: await (what === 'restore' ? changes.restore : changes.cancel)(scope, params.id, why);
	if (!done) error(404);
	if (done !== 'changed') return wrong({ [AT[done.refused] ?? 'review']: done.refused });
	redirect(303, `/reviews/${params.id}#day`);
}
