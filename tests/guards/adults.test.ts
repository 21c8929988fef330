import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, sources, type Source } from '../support/sources.ts';
import ts from 'typescript';

/** Pages and modules that parents and carers use. */
const ADULT = [
	/^src\/routes\/\[lang=language\]\/(your|l|closed|c\/message)\//,
	/^src\/lib\/server\/(adult-pages|people|recipients)\.ts$/,
	/^src\/lib\/server\/auth\/adult[\w-]*\.ts$/
];
/** What reads somebody else's answers, or what came of them. */
const READS_ANSWERS =
	/^src\/lib\/server\/(contributions|outcomes|readings|review-records|review-list|statistics|uploads)(\.ts|\/)|^src\/lib\/server\/(exports|statistics|subject-access)\//;

const all = new Map(sources('src', /\.(ts|svelte)$/).map((source) => [source.path, source]));

/** What a module loads when it runs: an import of types alone loads nothing. */
function loaded(source: Source): string[] {
	const file = parse(source);
	const found: string[] = [];
	ts.forEachChild(file, (node) => {
		const names = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined;
		const typeOnly = ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
		if (names && ts.isStringLiteral(names) && !typeOnly) found.push(names.text);
	});
	return found.flatMap((name) => {
		const path = name.startsWith('#lib/')
			? name.replace('#lib/', 'src/lib/')
			: name.startsWith('.')
				? posix.join(posix.dirname(source.path), name)
				: '';
		return all.has(path) ? [path] : [];
	});
}

/** The way from a module to one that reads answers, or undefined when there is none. */
function wayToAnswers(from: string, through: string[] = [], seen = new Set<string>()): string[] | undefined {
	if (READS_ANSWERS.test(from)) return [...through, from];
	if (seen.has(from)) return undefined;
	seen.add(from);
	for (const next of loaded(all.get(from)!)) {
		const way = wayToAnswers(next, [...through, from], seen);
		if (way) return way;
	}
	return undefined;
}

describe('parents and carers', () => {
	const theirs = [...all.keys()].filter((path) => ADULT.some((is) => is.test(path)) && !path.endsWith('.test.ts'));

	test('have pages and modules that are looked at here', () => {
		for (const is of ADULT) expect(theirs.some((path) => is.test(path))).toBe(true);
	});

	test('have no way in their code to what reads a child’s answers', () => {
		expect(theirs.flatMap((path) => wayToAnswers(path)?.join(' → ') ?? [])).toEqual([]);
	});

	test('are told apart from staff, whose pages do', () => {
		expect(wayToAnswers('src/routes/(staff)/reviews/[id]/+page.server.ts')).toBeDefined();
		expect(wayToAnswers('src/routes/[lang=language]/my/sent/+page.server.ts')).toBeDefined();
	});
});
