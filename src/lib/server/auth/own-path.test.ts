import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each(['/exports', '/exports/reviews.csv?year=2026', '/reviews/1?/decide'])('%s is a path of ours', (path) =>
	expect(ownPath(path)).toBe(path)
);

test.each([
	'//elsewhere.example/',
	'/\\elsewhere.example',
	'/\t/elsewhere.example',
	'/x/..//elsewhere.example',
	'https://elsewhere.example',
	'javascript:alert(1)',
	'exports',
	'',
	null
])('%j leads nowhere', (path) => expect(ownPath(path)).toBeUndefined());
