import * as audit from '#lib/server/audit.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { reviewsCsv } from '#lib/server/exports/ssda903-files.ts';
import { ssda903 } from '#lib/server/exports/ssda903.ts';
import { loggedFirst } from '#lib/server/not-logged.ts';
import { yearIn } from '../year.server.ts';

export async function GET({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const { rows, year } = await ssda903(scope, { year: yearIn(url) });
	await loggedFirst(() => audit.record(scope, 'export.made', `ssda903:${year}`));
	return new Response(reviewsCsv(rows), {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="reviews.csv"' }
	});
}
