import { error } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { reportCsv } from '#lib/server/imports/from-page.ts';

export async function GET({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const csv = await reportCsv(scope, url.searchParams.get('files') ?? '');
	if (csv === undefined) error(404);
	return new Response(csv, {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="report.csv"' }
	});
}
