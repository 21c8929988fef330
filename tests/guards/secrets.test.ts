import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { trackedFiles } from '../support/sources.ts';

/** Each is written so that it does not find itself. */
const NEVER: [what: string, pattern: RegExp][] = [
	['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
	['a cloud or repository token', /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{30,}|xox[bap]-\w{10,}|npm_\w{30,})\b/],
	[
		'a password in an address',
		/\b[a-z]+:\/\/(?!postgres:postgres@127\.0\.0\.1)[\w.-]+:[^\s@/'"`$]{3,}@(?!example)[\w.-]+/
	],
	['a folder of one machine', /(?<![\w.)\]}>-])\/(?:home|Users|root|work|private|var\/folders)\/\w/],
	['a package registry', /\bregistry[.]\w+[.](?:org|com|net)\b|\b(?:npmjs|yarnpkg)[.](?:org|com)\b/],
	['a conflict left over', /^(?:<{7}|>{7}) /m]
];
const BINARY = /\.(woff2?|png|jpe?g|webp|ico|pdf|gz|br)$/;

const found = (text: string): string[] => NEVER.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);

describe('no file in the repository', () => {
	test('has a secret, a folder of one machine or a registry in it', () => {
		const files = trackedFiles().filter((path) => !BINARY.test(path));
		expect(files.length).toBeGreaterThan(50);
		expect(files.flatMap((path) => found(readFileSync(path, 'utf8')).map((what) => `${path}: ${what}`))).toEqual([]);
	});

	test('would keep one unnoticed', () => {
		const path = ['', 'home', 'sam', 'x'].join('/');
		expect(
			found(`${'-----BEGIN'} RSA PRIVATE KEY-----\nsee ${path} at https://${['registry', 'npmjs', 'org'].join('.')}`)
		).toHaveLength(3);
		expect(found(`postgres://sayso:${'hunter22'}@db.internal/sayso`)).toEqual(['a password in an address']);
	});
});
