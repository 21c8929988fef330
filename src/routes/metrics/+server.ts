import { database } from '#lib/server/database.ts';
import { mayReadMetrics } from '#lib/server/edge/guard-metrics.ts';
import { nothingHere } from '#lib/server/edge/trouble.ts';
import { metrics, METRICS_TYPE } from '#lib/server/metrics.ts';

export async function GET(event) {
	if (!mayReadMetrics(event.request.headers, event.getClientAddress())) return nothingHere(event);
	return new Response(await metrics(database()), {
		headers: { 'content-type': METRICS_TYPE, 'cache-control': 'no-store' }
	});
}
