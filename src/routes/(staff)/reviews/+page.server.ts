import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { today } from '#lib/server/clock.ts';
import { due } from '#lib/server/review-list.ts';
import { addressOf, answerQuery, irosIn, readQuery, SORTS } from '#lib/server/review-query.ts';
import * as safetyFlags from '#lib/server/safety-flags.ts';
import { byChild, flagView } from './flags.server.ts';
import { rowView } from './rows.server.ts';

export async function load({ locals, url }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const all = await due(scope);
	const query = readQuery(url.searchParams);
	const { rows, total, pages, steps } = answerQuery(all, query);
	// Children who may not be safe stand above everything; what comes next is next after them.
	const calm = all.filter(({ step }) => step !== 'safety');
	const [next] = answerQuery(calm, { ...query, step: undefined, sort: 'next', down: false, page: 1 }).rows;
	const iros = irosIn(all);
	const view = (row: (typeof all)[number]) => rowView(row, today(), may(staff.role, 'reviews:record'));
	return {
		own: staff.role === 'iro',
		flags: byChild((await safetyFlags.waiting(scope)).map(flagView)),
		// Somebody who only reads is given nothing to do.
		next: next && may(staff.role, 'reviews:arrange') ? view(next) : undefined,
		rows: rows.map(view),
		total,
		any: all.length > 0,
		steps: steps.map(({ step, count }) => ({ step, count, href: addressOf(query, { step }) })),
		step: query.step,
		everything: addressOf(query, { step: undefined }),
		sort: { by: query.sort, down: query.down },
		sorts: Object.fromEntries(
			SORTS.map((sort) => [sort, addressOf(query, { sort, down: sort === query.sort && !query.down })])
		),
		iros: iros.length > 1 ? iros : [],
		iro: query.iro,
		pages: Array.from({ length: pages }, (_, i) => ({ page: i + 1, href: addressOf(query, { page: i + 1 }) })),
		page: query.page
	};
}
