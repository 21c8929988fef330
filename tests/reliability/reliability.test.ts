import { expect, test } from 'vitest';
import { TESTS } from './all.ts';

/* The short form of each; at length by `npm run reliability`. */
test.for(TESTS.filter(({ built }) => !built))(
	'nothing that was acknowledged is lost: $name',
	async ({ short }, { skip }) => {
		const outcome = await short();
		if ('skipped' in outcome) return skip(outcome.skipped);
		expect(outcome, outcome.summary).toMatchObject({ ok: true });
	}
);
