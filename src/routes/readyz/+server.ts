import { database } from '#lib/server/database.ts';
import { notReady } from '#lib/server/ready.ts';

/** Can serve: 'ok', or 503 and what is missing. */
export async function GET() {
	const missing = await notReady(database());
	return new Response(`${missing.join(' ') || 'ok'}\n`, {
		status: missing.length ? 503 : 200,
		headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }
	});
}
