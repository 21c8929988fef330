import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { imported, scriptOf, sources, type Source } from '../support/sources.ts';

/** Who may import whom, by folder, besides itself. This table is the documentation. */
const MAY_IMPORT: Record<string, string[]> = {
	domain: [],
	forms: ['domain'],
	i18n: ['domain'],
	client: ['domain', 'forms', 'i18n'],
	components: ['domain', 'forms', 'i18n', 'client'],
	server: ['domain', 'forms', 'i18n'],
	routes: ['domain', 'forms', 'i18n', 'client', 'components', 'server'],
	cli: ['domain', 'forms', 'i18n', 'server']
};

/** Packages and globals that belong to one place. */
const BELONGS: { what: RegExp; to: RegExp; in?: 'imports' | 'text' }[] = [
	{ what: /^lucia$/, to: /^src\/lib\/server\/auth\// },
	{ what: /^@node-rs\/argon2$/, to: /^src\/lib\/server\/auth\// },
	{ what: /^(better-sqlite3|pg)$/, to: /^src\/lib\/server\/(db\/|auth\/limits\.ts)/ },
	{ what: /^@hpke\//, to: /^src\/lib\/forms\/unsent\.ts$/ },
	{ what: /^node:crypto$/, to: /^src\/(lib\/server\/|cli\/)/ },
	{ what: /^\$env\//, to: /^$/ },
	{ what: /\bsql[`<]|\bsql\.(raw|ref|lit)\(/, to: /^src\/lib\/server\/db\/(connect\.ts|migrations\/)/, in: 'text' },
	{ what: /\bprocess\.env\b/, to: /^src\/(lib\/server\/settings\.ts|cli\/)/, in: 'text' }
];

const all = sources('src', /\.(ts|js|svelte)$/);

const folderOf = (path: string): string | undefined => /^src\/(?:lib\/)?([^/.]+)\//.exec(path)?.[1];

/** The path of one of our own modules, from the project's folder; undefined for a package. */
function ours(from: string, specifier: string): string | undefined {
	if (specifier.startsWith('#lib/')) return specifier.replace('#lib/', 'src/lib/');
	return specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : undefined;
}

function wrongImports(source: Source): string[] {
	const from = folderOf(source.path);
	if (!from || !(from in MAY_IMPORT)) return []; // hooks and the like see everything
	return imported(source).filter((specifier) => {
		const to = folderOf(ours(source.path, specifier) ?? '');
		return to !== undefined && to !== from && !MAY_IMPORT[from]!.includes(to);
	});
}

function outOfPlace(source: Source): string[] {
	const foreign = BELONGS.filter(({ to }) => !to.test(source.path));
	const packages = imported(source).filter((name) =>
		foreign.some((rule) => rule.in !== 'text' && rule.what.test(name))
	);
	const texts = foreign.flatMap((rule) => (rule.in === 'text' ? (rule.what.exec(scriptOf(source))?.[0] ?? []) : []));
	return [...packages, ...texts];
}

describe('modules', () => {
	test('import only what is below them', () => {
		expect(all.flatMap((source) => wrongImports(source).map((to) => `${source.path} → ${to}`))).toEqual([]);
	});

	test('keep the database, the sign-in library and the environment where they belong', () => {
		expect(all.flatMap((source) => outOfPlace(source).map((what) => `${source.path}: ${what}`))).toEqual([]);
	});

	test('of our own are imported with their ending, by #lib or from beside them', () => {
		const odd = all.flatMap((source) =>
			imported(source)
				.filter((name) => name.startsWith('$lib') || (ours(source.path, name) && !/\.\w+(\?\w+)?$/.test(name)))
				.filter((name) => !/\/\$types$/.test(name))
				.map((name) => `${source.path} → ${name}`)
		);
		expect(odd).toEqual([]);
	});

	test('that would break a rule are found out', () => {
		const bad = (path: string, text: string) => ({ path, text });
		expect(wrongImports(bad('src/lib/domain/x.ts', "import '#lib/server/reviews.ts';"))).toHaveLength(1);
		expect(
			wrongImports(bad('src/lib/components/X.svelte', "<script>import '../server/ids.ts';</script>"))
		).toHaveLength(1);
		expect(
			outOfPlace(bad('src/lib/server/x.ts', "import { Lucia } from 'lucia';\nsql`select 1`; process.env.X"))
		).toHaveLength(3);
	});
});
