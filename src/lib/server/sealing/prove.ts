import type { AuthorityScope } from '../db/scope.ts';
import * as replies from '../replies.ts';
import { SealBroken } from './index.ts';

/** Submissions in one transaction. */
const BATCH = 100;

/**
 * Gives what was sent before there were proofs its own, as it stands now: from then on it is shown only with it. May be
 * killed anywhere and begun again. `noted` is told of each batch. What no longer opens gets none, and stays shown to nobody:
 * all the others do not wait for it.
 */
export async function proveSent(scope: AuthorityScope, noted: (rows: number) => void): Promise<void> {
	for (let last = ''; ;) {
		const after = last;
		const page = await scope.transaction(async (tx) => {
			const rows = await tx
				.selectFrom('submission')
				.selectAll('submission')
				.where('submission.sentAt', 'is not', null)
				.where('submission.proof', 'is', null)
				.where('submission.id', '>', after)
				.orderBy('submission.id')
				.limit(BATCH)
				.execute();
			for (const row of rows) await replies.prove(tx, row).catch(unlessBroken);
			return rows;
		});
		if (!page.length) return;
		last = page.at(-1)!.id;
		noted(page.length);
	}
}

function unlessBroken(failure: unknown): void {
	if (!(failure instanceof SealBroken)) throw failure;
}
