import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { argonQueue } from './auth/argon.ts';
import { now } from './clock.ts';
import type { Connection } from './db/connect.ts';

/*
 * How the server does, for Prometheus. Numbers only: the label of a request is its route's pattern, never its path.
 */

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const requests = new Histogram({
	name: 'sayso_http_request_seconds',
	help: 'How long requests took, by the pattern of their route',
	labelNames: ['route', 'method', 'status'],
	buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
	registers: [registry]
});
const gauge = (name: string, help: string, label?: string) =>
	new Gauge({ name, help, labelNames: label ? [label] : [], registers: [registry] });
const sessions = gauge('sayso_sessions', 'Sessions that have not ended', 'kind');
const outbox = gauge('sayso_outbox_messages', 'Messages that have not been sent: waiting, or given up', 'state');
const oldest = gauge('sayso_outbox_oldest_seconds', 'For how long the oldest message has been waiting');
const argon = gauge('sayso_argon2', 'Hashes of secrets being made, and waiting for their turn', 'state');

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Counts one request. A method of the sender's own making is not a label. */
export function counted(request: { route: string | null; method: string; status: number; ms: number }): void {
	const method = METHODS.includes(request.method) ? request.method : 'other';
	requests.observe({ route: request.route ?? 'none', method, status: request.status }, request.ms / 1000);
}

/** Everything, as Prometheus reads it. */
export async function metrics({ directory }: Connection): Promise<string> {
	const count = (table: 'staffSession' | 'participantSession') =>
		directory
			.selectFrom(table as 'staffSession')
			.select(({ fn }) => fn.countAll<number>().as('count'))
			.where('expiresAt', '>', now())
			.executeTakeFirstOrThrow();
	sessions.set({ kind: 'staff' }, (await count('staffSession')).count);
	sessions.set({ kind: 'participant' }, (await count('participantSession')).count);
	await readOutbox(directory);
	const { running, waiting } = argonQueue();
	argon.set({ state: 'running' }, running);
	argon.set({ state: 'waiting' }, waiting);
	return registry.metrics();
}

async function readOutbox(directory: Connection['directory']): Promise<void> {
	const rows = await directory
		.selectFrom('outbox')
		.select(({ fn }) => ['state', fn.countAll<number>().as('count'), fn.min('createdAt').as('first')])
		.where('state', '!=', 'sent')
		.groupBy('state')
		.execute();
	for (const state of ['waiting', 'dead'] as const)
		outbox.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
	const first = rows.find(({ state }) => state === 'waiting')?.first;
	oldest.set(first ? Math.max(0, (Date.now() - Date.parse(first)) / 1000) : 0);
}

export const METRICS_TYPE = registry.contentType;
