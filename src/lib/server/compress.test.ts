import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressed } from './compress.ts';

const PAGE = '<p>How are things where you live?</p>'.repeat(200);
const answer = (body = PAGE, type = 'text/html') =>
	new Response(body, { status: 422, headers: { 'content-type': type } });
const asking = (encodings: string) => new Request('http://localhost/', { headers: { 'accept-encoding': encodings } });

describe('a page on its way to a phone', () => {
	test('is made small when the browser takes that, and is the same page', async () => {
		const { status, headers, ...rest } = await parts(await compressed(asking('gzip, deflate, br'), answer()));
		expect([status, headers.get('content-encoding'), headers.get('vary')]).toEqual([422, 'gzip', 'accept-encoding']);
		expect(rest.body.length).toBe(Number(headers.get('content-length')));
		expect(rest.body.length).toBeLessThan(PAGE.length / 10);
		expect(gunzipSync(rest.body).toString()).toBe(PAGE);
	});

	test.each([
		['for a browser that says no', 'gzip;q=0', answer()],
		['when it is short', 'gzip', answer('short')],
		['when it is a file', 'gzip', answer(PAGE, 'text/csv')]
	])('stays as it is %s', async (_, encodings, response) => {
		expect((await compressed(asking(encodings), response)).headers.get('content-encoding')).toBeNull();
	});
});

async function parts(response: Response) {
	const { status, headers } = response;
	return { status, headers, body: Buffer.from(await response.arrayBuffer()) };
}
