import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { list, takers } from '#lib/server/caseload-list.ts';
import { addressOf, answerQuery, CASELOAD_SORTS, readQuery } from '#lib/server/caseload-query.ts';
import { today } from '#lib/server/clock.ts';
import { assign } from './assign.server.ts';
import { rowView } from './rows.server.ts';

export async function load({ locals, url }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const query = readQuery(url.searchParams);
	const { rows, ids, pages, counts } = answerQuery(await list(scope, query.role), query);
	const people = await takers(scope, query.role);
	return {
		rows: rows.map(rowView),
		total: ids.length,
		query,
		address: addressOf(query, { page: query.page }),
		roles: (['iro', 'social-worker'] as const).map((role) => ({
			role,
			href: addressOf(query, { role, who: '', shown: 'all' })
		})),
		filters: counts
			.filter(({ shown, count }) => count > 0 || shown === 'all' || shown === query.shown)
			.map(({ shown, count }) => ({ shown, count, href: addressOf(query, { shown }) })),
		sorts: Object.fromEntries(
			CASELOAD_SORTS.map((sort) => [sort, addressOf(query, { sort, down: sort === query.sort && !query.down })])
		),
		pages: Array.from({ length: pages }, (_, at) => ({ page: at + 1, href: addressOf(query, { page: at + 1 }) })),
		people,
		today: today(),
		moved: Number(url.searchParams.get('moved')) || 0,
		mayOpen: may(staff.role, 'reviews:read')
	};
}

export const actions = {
	assign
};
