import { error } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as childRecord from '#lib/server/child-record.ts';
import { formatDay, formatMoment } from '#lib/server/format.ts';

export async function load({ locals, params }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const record = await childRecord.of(scope, params.id);
	if (!record) error(404);
	const { id, name, externalId, iro, reviews, readings, removals } = record;
	const day = (one: string) => formatDay(one, ENGLISH, 'short');
	return {
		child: { id, name, externalId, iro },
		reviews: reviews.map(({ id, dueOn, heldOn, cancelledOn }) => ({
			id,
			state: cancelledOn ? 'cancelled' : heldOn ? 'held' : 'due',
			on: day(cancelledOn ?? heldOn ?? dueOn)
		})),
		readings: readings.map(({ submissionId, staffId, name, role, from, readAt, sentAt }) => ({
			...{ key: `${submissionId} ${staffId}`, name, role, from },
			at: formatMoment(readAt, ENGLISH, 'stamp'),
			sent: formatMoment(sentAt!, ENGLISH, 'stamp')
		})),
		removals: removals.map(({ kind, id, on }) => ({ kind, id, on: day(on) })),
		log: may(staff.role, 'audit:read') ? `/audit?child=${encodeURIComponent(externalId)}` : undefined
	};
}
