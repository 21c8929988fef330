import { error } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import * as releases from '#lib/server/releases.ts';

export async function GET({ locals, params }) {
	const { scope } = locals.entered as EnteredStaff;
	const zip = await releases.take(scope, params.release);
	if (!zip) error(404);
	// The name says nothing of whose it is: it stays in a list of downloads.
	const headers = { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="everything.zip"' };
	return new Response(new Uint8Array(zip), { headers });
}
