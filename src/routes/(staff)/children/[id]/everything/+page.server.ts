import { error } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as childRecord from '#lib/server/child-record.ts';
import { formatMoment } from '#lib/server/format.ts';
import * as releases from '#lib/server/releases.ts';
import { ask, decide } from './release.server.ts';

export async function load({ locals, params }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const record = await childRecord.of(scope, params.id);
	if (!record) error(404);
	const moment = (at: string | null) => at && formatMoment(at, ENGLISH, 'stamp');
	const sent = await releases.sentOf(scope, params.id);
	return {
		child: { id: record.id, name: record.name },
		days: releases.TAKEN_WITHIN_DAYS,
		sent: sent.map(({ id, from, personName, sentAt }) => ({ id, from, personName, at: moment(sentAt) })),
		releases: record.releases.map((one) => ({
			...{ id: one.id, kind: one.kind, askedFor: one.askedFor, words: one.words, decision: one.decision },
			...{ askedBy: one.askedByName, askedAt: moment(one.askedAt), included: one.included },
			...{ decidedBy: one.decidedByName, decidedAt: moment(one.decidedAt), doneAt: moment(one.doneAt) },
			ready: one.ready && [one.askedBy, one.decidedBy].includes(staff.id),
			stuck: one.stuck,
			mayDecide: !one.decidedAt && staff.role === 'manager' && one.askedBy !== staff.id
		}))
	};
}

export const actions = {
	ask,
	decide
};
