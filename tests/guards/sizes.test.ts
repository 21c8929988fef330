import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { linesOf, parse, sources, type Source } from '../support/sources.ts';

/** Most lines, by the first kind a file is of. */
const MOST: [kind: string, is: RegExp, lines: number][] = [
	['route file', /^src\/routes\/.*\.ts$/, 60],
	['component', /\.svelte$/, 150],
	['module', /./, 250]
];
/** The guide is 30; at this many the guard speaks. */
const MOST_IN_FUNCTION = 45;
/** Lists rather than code: the tables, who may open what, a migration frozen in time, a form. */
const LISTS = /^src\/lib\/(server\/(access\.ts|db\/(schema\.ts|migrations\/))|forms\/[^/]+\/v\d+\.ts)/;

/** Lines of code: a blank line and a component's style are free. */
function length({ path, text }: Source): number {
	const code = path.endsWith('.svelte') ? text.replace(/<style\b[\s\S]*<\/style>/, '') : text;
	return code.split('\n').filter((line) => line.trim()).length;
}

function tooLong(source: Source): string[] {
	const [kind, , most] = MOST.find(([, is]) => is.test(source.path))!;
	const lines = length(source);
	return lines > most && !LISTS.test(source.path)
		? [`${source.path}: a ${kind} of ${lines} lines, at most ${most}`]
		: [];
}

const isNamed = (node: ts.Node) => ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node);
const isFunction = (node: ts.Node) => isNamed(node) || ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Functions that are too long; those with names inside one count on their own, its callbacks as its own. */
function longFunctions(source: Source): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		const lines = isFunction(node) ? linesOf(node) - linesInside(node) : 0;
		if (lines > MOST_IN_FUNCTION)
			found.push(`${source.path}: ${nameOf(node)} of ${lines} lines, at most ${MOST_IN_FUNCTION}`);
		ts.forEachChild(node, visit);
	};
	if (!LISTS.test(source.path)) visit(parse(source));
	return found;
}

function linesInside(node: ts.Node): number {
	let lines = 0;
	ts.forEachChild(node, (child) => void (lines += isNamed(child) ? linesOf(child) : linesInside(child)));
	return lines;
}

function nameOf(node: ts.Node): string {
	const { name } = (ts.isVariableDeclaration(node.parent) ? node.parent : node) as { name?: ts.Node };
	return name?.getText() ?? 'a function';
}

describe('code stays small enough to hold in mind', () => {
	const all = sources('src', /\.(ts|js|svelte)$/);

	test('file by file', () => expect(all.flatMap(tooLong)).toEqual([]));
	test('function by function', () => expect(all.flatMap(longFunctions)).toEqual([]));

	test('and what does not is found out', () => {
		const body = '\tcall();\n'.repeat(251);
		expect(tooLong({ path: 'src/lib/server/x.ts', text: body })).toHaveLength(1);
		expect(
			longFunctions({ path: 'src/lib/server/x.ts', text: `function long() {\n${body}}\nconst f = () => {\n${body}};` })
		).toHaveLength(2);
	});
});
