import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from '#lib/i18n/translator.ts';

export const LOCALES = join(process.cwd(), 'locales');

/** The namespaces a language has. */
export const namespaces = (language: string): string[] =>
	readdirSync(join(LOCALES, language))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length));

/** Every sentence of one namespace by its path, in the order of the file. */
export function sentences(language: string, namespace: string): Map<string, string> {
	return new Map(flatten(JSON.parse(readFileSync(join(LOCALES, language, `${namespace}.json`), 'utf8')) as Tree));
}

function flatten(tree: Tree, path = ''): [string, string][] {
	return Object.entries(tree).flatMap(([key, value]): [string, string][] => {
		const full = path ? `${path}.${key}` : key;
		return typeof value === 'string' ? [[full, value]] : flatten(value, full);
	});
}
