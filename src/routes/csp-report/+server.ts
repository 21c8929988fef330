import { noteReport } from '#lib/server/edge/report.ts';

/** A browser tells what our policy forbade. Whatever comes, the answer is the same. */
export async function POST({ request }) {
	noteReport(await request.json().catch(() => undefined));
	return new Response(null, { status: 204 });
}
