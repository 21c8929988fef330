import { existsSync } from 'node:fs';
import { startApp } from '../support/app.ts';
import { fuzz } from '../support/fuzz.ts';
import { makeCast } from '../support/visitors.ts';
import type { Outcome, Skipped } from './outcome.ts';

/** Requests of any kind over every route of the built application: no answer may be a fault of ours. */
export async function fuzzed({
	times,
	seed = Date.now()
}: {
	times: number;
	seed?: number;
}): Promise<Outcome | Skipped> {
	if (!existsSync('build/index.js')) return { skipped: 'there is no build: npm run build' };
	const app = await startApp();
	try {
		const faults = await fuzz(app.origin, await makeCast(app.connection), times, seed);
		for (const fault of faults) console.log(JSON.stringify(fault));
		const ready = (await fetch(`${app.origin}/readyz`)).status === 200;
		const summary = `fuzz: ${times} requests (seed ${seed}), ${faults.length} faults, ${ready ? 'still ready' : 'NOT READY'}`;
		return { ok: ready && faults.length === 0, summary };
	} finally {
		await app.stop();
	}
}
