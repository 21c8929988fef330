import { expect, test } from 'vitest';
import { codeHash, newCode, printedCode, readCode, readDigits, tokenHash } from './tokens.ts';

test('a printed code reads back as it was made', () => {
	for (let made = 0; made < 200; made++) {
		const code = newCode();
		expect(readCode(printedCode(code))).toBe(code);
	}
});

test.each([
	['k7q4 9mx rdw', 'K7Q49MXRDW'],
	['K7Q4–9MX–RDW', 'K7Q49MXRDW'],
	['K7O4-9ML-RDI', 'K7049M1RD1'],
	['٠١٢٣٤٥٦٧٨٩', '0123456789'],
	['\u2068K7Q4-9MX-RDW\u2069', 'K7Q49MXRDW']
])('%s is read as somebody meant it', (typed, code) => expect(readCode(typed)).toBe(code));

test.each(['', 'K7Q4-9MX-RD', 'K7Q4-9MX-RDWW', 'K7Q4-9MX-RDU', "K7Q4' or 1=1"])('“%s” cannot be a code', (typed) => {
	expect(readCode(typed)).toBeUndefined();
});

test.each([
	['123 456', '123456'],
	['\u0661\u0662\u0663-\u0664\u0665\u0666', '123456'],
	['\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6', '123456'],
	['\u2066123\u2011456\u2069', '123456'],
	['12345', undefined],
	['1234567', undefined],
	['12345a', undefined]
])('“%s” are the digits somebody was told, or none', (typed, digits) => expect(readDigits(typed)).toBe(digits));

test('only hashes are kept, and they do not give the text away', () => {
	const code = newCode();
	expect(codeHash(code)).toMatch(/^[0-9a-f]{64}$/);
	expect(codeHash(code)).not.toBe(tokenHash(code));
});
