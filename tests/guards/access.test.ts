import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ACCESS } from '#lib/server/access.ts';

/** Every folder of routes that answers a request, as SvelteKit names it. */
function routes(): string[] {
	const files = readdirSync('src/routes', { recursive: true, withFileTypes: true });
	const answering = files.filter((file) => /^\+(page\.svelte|page\.server\.ts|page\.ts|server\.ts)$/.test(file.name));
	const ids = answering.map(({ parentPath }) => `/${posix.relative('src/routes', parentPath.replaceAll('\\', '/'))}`);
	return [...new Set(ids)].sort();
}

/** The names of a page's form actions, in its server file. */
function actionsOf(route: string): string[] {
	const file = `src/routes${route}/+page.server.ts`;
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return [];
	}
	const body = /export const actions[^=]*= \{\n([\s\S]*?)\n\}/.exec(text)?.[1] ?? '';
	return [...body.matchAll(/^\t(?:async )?(\w+)(?:,?$|:|\()/gm)].map(([, name]) => name!);
}

describe('the table of who may open what', () => {
	test('lists every route, and no route that is not there', () => {
		expect(Object.keys(ACCESS).sort()).toEqual(routes());
	});

	test('says for every action of a staff page what it asks for, and for none that is not there', () => {
		const wrong = Object.entries(ACCESS).flatMap(([route, rule]) => {
			if (typeof rule === 'string') return [];
			const named = Object.keys(rule.actions ?? {});
			const there = actionsOf(route);
			const missing = there
				.filter((name) => !named.includes(name) && !rule.write)
				.map((name) => `${route}: ${name} is not listed`);
			return [
				...missing,
				...named.filter((name) => !there.includes(name)).map((name) => `${route}: no action ${name}`)
			];
		});
		expect(wrong).toEqual([]);
	});

	test('never lets the default action in among named ones', () => {
		for (const [, rule] of Object.entries(ACCESS)) {
			if (typeof rule !== 'string' && rule.actions) expect(rule.write).toBeUndefined();
		}
	});
});
