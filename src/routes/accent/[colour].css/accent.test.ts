import { expect, test } from 'vitest';
import { GET } from './+server.ts';

const ask = (colour: string) => GET({ params: { colour } } as Parameters<typeof GET>[0]);

test('a colour that can be read everywhere has a style sheet of its own, kept for good', async () => {
	const answer = await ask('0a4a80');
	expect(answer.headers.get('content-type')).toContain('text/css');
	expect(answer.headers.get('cache-control')).toContain('immutable');
	expect(await answer.text()).toContain('#0a4a80');
});

test('any other has none, and nothing else gets into a style sheet', () => {
	for (const colour of ['ffe0e0', '0A4A80', '0a4', 'red', '0a4a80;}body{', ''])
		expect(() => ask(colour)).toThrow(expect.objectContaining({ status: 404 }));
});
