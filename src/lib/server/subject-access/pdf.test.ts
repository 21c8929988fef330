import { describe, expect, test } from 'vitest';
import type { Document } from './parts.ts';
import { pdfOf } from './pdf.ts';

const document = (words: string, { lang = 'en-GB', rtl = false } = {}): Document => ({
	...{ lang, rtl, title: 'Everything', authority: 'Northshire', lead: ['This is yours.'] },
	sections: [
		{
			...{ id: 'said', title: 'What you said', about: 'In your own words.' },
			entries: [
				{
					...{ title: 'Sent', facts: [] },
					answers: [{ label: 'What is going well?', said: ['Happy'], quotes: [{ lines: [words, ''], dir: 'ltr' }] }]
				}
			]
		}
	]
});
const marked = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1').includes('pdfuaid:part');

describe('a copy on paper', () => {
	test.each([
		['English', 'My cat sleeps on my bed', {}],
		['names of everywhere', 'Łukasz Żółć, Ngô Bảo Châu', {}],
		['Arabic', 'قطتي تنام على سريري', { lang: 'ar', rtl: true }]
	])('is made for those who hear it: %s', (_, words, setting) => {
		expect(marked(pdfOf(document(words, setting)))).toBe(true);
	});

	test.each(['#panic("out")', '#{', '$x^', '*_`', '#read("/etc/passwd")', '\\u{', '"))', '= title', '// gone', '@ref'])(
		'is what was written, and never a command: %s',
		(words) => {
			expect(pdfOf(document(words)).length).toBeGreaterThan(5000);
		}
	);

	test('is made, too, when somebody wrote a letter that no font has', () => {
		expect(Buffer.from(pdfOf(document('\u{f8ff}\u{10fffd}')).subarray(0, 5)).toString()).toBe('%PDF-');
	});
});
