import { expect, test } from 'vitest';
import { aboutError, allowed } from './log.ts';

test('only what is on the list is written', () => {
	const said = { route: '/(staff)/reviews/[id]', status: 200, path: '/reviews/1', body: 'words', cookie: 'x' };
	expect(allowed(said)).toEqual({ route: '/(staff)/reviews/[id]', status: 200 });
});

test.each([
	['requestId', 'I hate it here'],
	['route', '/en/my?x=words with spaces'],
	['status', '200; words'],
	['code', 'two words'],
	['kind', 'Ada Lovell'],
	['ms', Number.NaN]
])('%s takes nothing of another shape: %s', (field, value) => expect(allowed({ [field]: value })).toEqual({}));

test('of an error, its class, code and place are told, and never its message', () => {
	const failure = Object.assign(new TypeError('Ada said: I hate it here'), { code: 'SQLITE_FULL' });
	const { name, code, where } = aboutError(failure);
	expect([name, code]).toEqual(['TypeError', 'SQLITE_FULL']);
	expect(where).toMatch(/^at .*log\.test\.ts:\d+:\d+\)?$/);
	expect(JSON.stringify(allowed(aboutError(failure)))).not.toContain('Ada');
	expect(allowed(aboutError('Ada said'))).toEqual({ name: 'string' });
});

test('what has no name of one word as its class is not told either', () => {
	const failure = new Error('x');
	failure.name = 'Ada said: I hate it here';
	failure.stack = 'Error: Ada\n at hate it here “x”';
	expect(allowed(aboutError(failure))).toEqual({});
});
