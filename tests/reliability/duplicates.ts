import { connect } from '#lib/server/db/connect.ts';
import { copies, type Kind } from './copies.ts';
import { runWriters } from './crash.ts';
import type { Outcome } from './outcome.ts';
import { look } from './world.ts';

/** Two processes send the same, all at once: each child's part is there once, and both were given the same receipt. */
export async function duplicates({ asked, on = 'sqlite' }: { asked: number; on?: Kind }): Promise<Outcome> {
	const { fresh, remove } = await copies(on, asked);
	try {
		const address = await fresh();
		await runWriters(address, { how: '--only-say' });
		const together = whenAll(2);
		const [one, other] = await Promise.all([1, 2].map(() => runWriters(address, { how: '--only-send', together })));
		const connection = connect(address);
		const both = new Map([...one!.acknowledged, ...other!.acknowledged]);
		const { lost, torn, doubled, whole } = await look(connection, both);
		await connection.close();
		const raced = [...one!.acknowledged].filter(([id]) => other!.acknowledged.has(id));
		const differ = raced.filter(([id, receipt]) => other!.acknowledged.get(id) !== receipt).length;
		return {
			ok: whole === asked && raced.length > 0 && lost + torn + doubled + differ === 0,
			summary: `${asked} sent by two processes at once on ${on}: ${raced.length} sent by both, ${whole} there once and whole, ${doubled} doubled, ${differ} with another receipt`
		};
	} finally {
		await remove();
	}
}

/** Resolves for each who calls it when so many have. */
function whenAll(many: number): () => Promise<void> {
	let missing = many;
	let open = () => {};
	const opened = new Promise<void>((resolve) => (open = resolve));
	return () => {
		if (!--missing) open();
		return opened;
	};
}
