import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as statistics from '#lib/server/statistics.ts';
import { figuresCsv } from '#lib/server/statistics/figures-csv.ts';
import { periodIn } from '../period.server.ts';

export async function GET({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const { period } = periodIn(url);
	return new Response(figuresCsv(await statistics.participation(scope, period)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="figures-${period.from}-${period.to}.csv"`
		}
	});
}
