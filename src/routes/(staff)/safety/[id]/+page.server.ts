import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { findForm } from '#lib/forms/index.ts';
import { findQuestion } from '#lib/forms/engine.ts';
import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as reviews from '#lib/server/reviews.ts';
import * as act from '#lib/server/safety/act.ts';
import { colleagues, find, type Alarm } from '#lib/server/safety/board.ts';
import { rowView } from '../rows.server.ts';
import { stepView } from './steps.server.ts';

export async function load({ locals, params }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const alarm = await find(scope, params.id);
	if (!alarm) error(404);
	const review = may(staff.role, 'reviews:read') && (await reviews.find(scope, alarm.reviewId));
	return {
		alarm: rowView(alarm),
		said: alarm.said && saidView(alarm.said),
		steps: alarm.steps.map(stepView),
		reviewId: review ? alarm.reviewId : undefined,
		colleagues: (await colleagues(scope)).map(({ id, name, role }) => ({ id, name, role }))
	};
}

function saidView({ instrument, instrumentVersion, questionId, value, words }: NonNullable<Alarm['said']>) {
	const form = findForm(instrument, instrumentVersion);
	return { instrument, question: form && findQuestion(form, questionId), value, words };
}

type Event = RequestEvent<{ id: string }>;
type Step = (scope: EnteredStaff['scope'], id: string, posted: FormData) => ReturnType<typeof act.seen>;

const field = (posted: FormData, name: string) => String(posted.get(name) ?? '');

/** Takes a step and shows the alarm with it; what was typed stays where the step is refused. */
const taking = (of: 'note' | 'hand', step: Step) => async (event: Event) => {
	const { scope } = event.locals.entered as EnteredStaff;
	const posted = await event.request.formData();
	const done = await step(scope, event.params.id, posted);
	if (!done) error(404);
	if (done !== 'done') return fail(422, { of, error: done.refused, note: field(posted, 'note') });
	redirect(303, `/safety/${event.params.id}`);
};

export const actions = {
	open: taking('note', (scope, id) => act.seen(scope, id)),
	note: taking('note', (scope, id, posted) => act.noted(scope, id, field(posted, 'note'))),
	close: taking('note', (scope, id, posted) => act.close(scope, id, field(posted, 'note'))),
	hand: taking('hand', (scope, id, posted) => act.handOver(scope, id, field(posted, 'to'), field(posted, 'note')))
};
