import { connect } from '#lib/server/db/connect.ts';
import { runWriters, within } from './crash.ts';
import type { Outcome } from './outcome.ts';
import { copies, type Kind } from './copies.ts';
import { look, type Found } from './world.ts';

/** Enough that eight writers are killed several times before they are through. */
const ASKED = 240;

/** `kill -9` in the middle of eight writers, so often: nobody who was told "sent" is lost, torn or there twice. */
export async function kill({ times, on = 'sqlite' }: { times: number; on?: Kind }): Promise<Outcome> {
	const { fresh, remove } = await copies(on, ASKED);
	const sum = { kills: 0, acknowledged: 0, lost: 0, torn: 0, doubled: 0, whole: 0 };
	try {
		while (sum.kills < times) await killUntilThrough(await fresh(), times, sum);
	} finally {
		await remove();
	}
	const { kills, acknowledged, lost, torn, doubled } = sum;
	return {
		ok: lost + torn + doubled === 0 && acknowledged > 0,
		summary: `${kills} × kill -9 under eight writers on ${on}: ${acknowledged} acknowledged, ${lost} lost, ${torn} torn, ${doubled} doubled`
	};
}

async function killUntilThrough(
	address: string,
	times: number,
	sum: Found & { kills: number; acknowledged: number }
): Promise<void> {
	const acknowledged = new Map<string, string>();
	for (let through = false; !through && sum.kills < times;) {
		const run = await runWriters(address, { interrupt: (stop) => setTimeout(stop, within(200)) });
		for (const [id, receipt] of run.acknowledged) acknowledged.set(id, receipt);
		through = run.finished;
		if (!through) sum.kills++;
		const connection = connect(address);
		const found = await look(connection, acknowledged);
		await connection.close();
		for (const key of ['lost', 'torn', 'doubled', 'whole'] as const) sum[key] += found[key];
	}
	sum.acknowledged += acknowledged.size;
}
