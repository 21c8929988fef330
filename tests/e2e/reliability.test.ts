import { expect, test } from '@playwright/test';
import { TESTS } from '../reliability/all.ts';

/* The short form of what needs the built application; at length by `npm run reliability`. */
for (const { name, short } of TESTS.filter(({ built }) => built)) {
	test(`nothing that was acknowledged is lost: ${name} @desk`, async () => {
		const outcome = await short();
		test.skip('skipped' in outcome, 'skipped' in outcome ? outcome.skipped : '');
		expect(outcome).toMatchObject({ ok: true });
	});
}
