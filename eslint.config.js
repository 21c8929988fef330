import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const CIPHERS = [
	'default',
	'Cipheriv',
	'Decipheriv',
	'createCipheriv',
	'createDecipheriv',
	'privateDecrypt',
	'privateEncrypt',
	'publicDecrypt',
	'publicEncrypt',
	'subtle',
	'webcrypto'
];

export default ts.config(
	{ ignores: ['.svelte-kit/', 'build/', 'data/', 'node_modules/', 'test-results/'] },
	js.configs.recommended,
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			// TypeScript knows what is defined.
			'no-undef': 'off',
			'@typescript-eslint/no-empty-object-type': 'off',
			// The language is in the address, and a child's page is reached by plain links: paths are built, not resolved.
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error',
			'no-console': ['error', { allow: ['error'] }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig } }
	},
	{ files: ['src/cli/**', 'tests/**'], rules: { 'no-console': 'off' } },
	{
		// One module encrypts: nobody else can choose a short tag, reuse an iv or forget what a value belongs to.
		files: ['src/**'],
		ignores: ['src/lib/server/sealing/cipher.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{ paths: ['node:crypto', 'crypto'].map((name) => ({ name, importNames: CIPHERS })) }
			]
		}
	}
);
