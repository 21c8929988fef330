import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressed } from './compress.ts';

const PAGE = '<p>How are things where you live?</p>'.repeat(200);
const answer = (body = PAGE, type = 'text/html') =>
	new Response(body, { status: 422, headers: { 'content-type': type } });
const asking = (encodings: string) => new Request('http://localhost/', { headers: { 'accept-encoding': encodings } });
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

describe('a page on its way to a phone', () => {
	test('is made small when the browser takes that, and is the same page', async () => {
		const brotli = await compressed(asking('gzip, deflate, br'), answer());
		expect([brotli.status, brotli.headers.get('content-encoding'), brotli.headers.get('vary')]).toEqual([
			422,
			'br',
			'accept-encoding'
		]);
		const body = await bytes(brotli);
		expect(body.length).toBe(Number(brotli.headers.get('content-length')));
		expect(brotliDecompressSync(body).toString()).toBe(PAGE);
		expect(gunzipSync(await bytes(await compressed(asking('gzip'), answer()))).toString()).toBe(PAGE);
	});

	test('stays as it is for a browser that says no, when it is short, and when it is a file', async () => {
		for (const [encodings, response] of [
			['br;q=0', answer()],
			['br', answer('short')],
			['br', answer(PAGE, 'text/csv')]
		] as const) {
			expect((await compressed(asking(encodings), response)).headers.get('content-encoding')).toBeNull();
		}
	});
});
