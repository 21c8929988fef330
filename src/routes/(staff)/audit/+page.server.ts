import { addDays } from '#lib/domain/day.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { headOf, verify } from '#lib/server/audit-chain.ts';
import * as auditList from '#lib/server/audit-list.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { today } from '#lib/server/clock.ts';
import { formatMoment } from '#lib/server/format.ts';
import * as openings from '#lib/server/openings.ts';
import { nameOf } from '#lib/server/reviews.ts';

/** Openings with a reason stand at the top for this many days. */
const SHOWN_FOR = 30;

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const query = auditList.readQuery(url.searchParams);
	const { rows, next } = await auditList.page(scope, query);
	const checking = url.searchParams.has('check');
	return {
		query,
		openings: (await openings.since(scope, addDays(today(), -SHOWN_FOR))).map((one) => ({
			...{ id: one.id, name: one.name, role: one.role, why: one.why, words: one.words, reviewId: one.reviewId },
			at: formatMoment(one.openedAt, ENGLISH, 'stamp'),
			child: nameOf(one),
			externalId: one.externalId
		})),
		days: SHOWN_FOR,
		rows: rows.map(({ at, ...row }) => ({ ...row, at: formatMoment(at, ENGLISH, 'stamp') })),
		earlier: next && auditList.addressOf('/audit', query, { before: next }),
		csv: auditList.addressOf('/audit/log.csv', query),
		staff: await auditList.everybody(scope),
		actions: await auditList.actions(scope),
		head: await headOf(scope),
		checked: checking ? await verify(scope) : undefined
	};
}
