import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, test } from 'vitest';
import { passwordRefusal } from './password-rules.ts';

const KNOWN = ['Jo Wetherby', 'jo.wetherby@northshire.gov.uk', 'Northshire Council'];

describe('a password', () => {
	test.each([
		['eleven chars', 'too-short', 'elevenchars'],
		['a long text', 'too-long', 'x7 '.repeat(100)],
		['one symbol', 'pattern', 'aaaaaaaaaaaaaaaa'],
		['a few symbols again and again', 'pattern', 'xq7xq7xq7xq7'],
		['the alphabet', 'pattern', 'abcdefghijklmnop'],
		['the digits', 'pattern', '0123456789012'],
		['a common word with a year', 'common', 'Password2026!'],
		['common words in a row', 'common', 'liverpoolliverpool1'],
		['a common word in lookalikes', 'common', 'P@55w0rd!!!!!'],
		['a row of the keyboard', 'common', 'qwertyuiop1234'],
		['the famous one', 'common', 'correcthorsebatterystaple'],
		['the office’s own words', 'common', 'SocialWorker2026'],
		['this product', 'common', 'sayso-sayso-2026'],
		['found in what was stolen', 'leaked', 'contortionist'],
		['one of those with a year', 'leaked', 'Steelers-2026!'],
		['one of those again', 'leaked', 'r2d2c3por2d2c3po'],
		['one of those with a sign before and behind', 'leaked', '#mailcreated5240#'],
		['one of those in lookalikes', 'leaked', '$t33l3r$-2026'],
		['their name', 'personal', 'jo wetherby 1984'],
		['their authority', 'personal', 'northshire-2026'],
		['their email', 'personal', 'jo.wetherby@northshire']
	])('that is %s is refused: %s', (_, reason, password) => {
		expect(passwordRefusal(password, KNOWN)).toBe(reason);
	});

	test('is refused when it is one of the 3,000 that were found most in what was stolen, with or without a year', () => {
		const most = dictionary['passwords-common'].slice(0, 3000);
		const given = most.flatMap((password) => [password, `${password}-2026!`]);
		expect(given.filter((password) => !passwordRefusal(password, []))).toEqual([]);
		const long = dictionary['passwords-common'].filter((password) => password.length >= 12);
		expect(long.length).toBeGreaterThan(300);
		expect(long.filter((password) => !passwordRefusal(password, []))).toEqual([]);
	});

	test.each([
		'a-made-up-password',
		'a made-up password of Tuesday’s ferns',
		'kvist-9-sommarlov',
		'tin drum velvet gravel',
		'Xq8$kPz0vLm2',
		'تفاحة زرقاء طويلة'
	])('such as “%s” will do', (password) => expect(passwordRefusal(password, KNOWN)).toBeUndefined());

	test('may have any sign, spaces and letters of any script', () => {
		expect(passwordRefusal('   ٣ gråsparv 雀   ', KNOWN)).toBeUndefined();
	});
});
