import { expect, test } from '../support/e2e.ts';
import { fuzz } from '../support/fuzz.ts';
import { makeCast } from '../support/visitors.ts';

/* At length, with 20,000 requests: npm run reliability -- fuzz */
test('whatever is asked, by anybody, with anything in it, no answer is a fault of ours @desk', async ({ app }) => {
	test.setTimeout(180_000);
	const cast = await makeCast(app.connection);
	const faults = await fuzz(app.origin, cast, 1500, 20_261_123);
	expect(faults).toEqual([]);
	expect((await fetch(`${app.origin}/readyz`)).status).toBe(200);
});
