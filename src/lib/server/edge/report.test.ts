import { expect, test } from 'vitest';
import { directivesIn } from './report.ts';

test('a report says which directive forbade something, in the new form and the old', () => {
	const fresh = { type: 'csp-violation', url: 'x', body: { effectiveDirective: 'img-src', sample: 'words' } };
	expect(directivesIn([fresh, { ...fresh, body: { effectiveDirective: 'script-src-elem' } }])).toEqual([
		'img-src',
		'script-src-elem'
	]);
	expect(directivesIn({ 'csp-report': { 'violated-directive': "style-src 'self'" } })).toEqual(['style-src']);
});

test.each([null, 7, 'words', {}, [null], { body: 'x' }, [{ body: { effectiveDirective: 'Ada said: no' } }]])(
	'what is no report says nothing: %j',
	(report) => expect(directivesIn(report)).toEqual([])
);
