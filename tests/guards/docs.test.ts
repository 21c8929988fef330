import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { linesOf, parse, sources, type Source } from '../support/sources.ts';

/** A function this short says itself what it does. */
const SAYS_ITSELF = 6;

/** Exported functions of more than a few lines that do not say what they give back. */
function undocumented(source: Source): string[] {
	const functions = parse(source).statements.flatMap((statement): [string, ts.Node, ts.Node][] => {
		if (
			!ts.canHaveModifiers(statement) ||
			!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
		)
			return [];
		if (ts.isFunctionDeclaration(statement)) return [[statement.name?.text ?? 'default', statement, statement]];
		if (!ts.isVariableStatement(statement)) return [];
		return statement.declarationList.declarations
			.filter(({ initializer }) => initializer && ts.isArrowFunction(initializer))
			.map((declared) => [declared.name.getText(), statement, declared]);
	});
	return functions
		.filter(([, statement, body]) => linesOf(body) > SAYS_ITSELF && !ts.getJSDocCommentsAndTags(statement).length)
		.map(([name]) => `${source.path}: ${name}`);
}

describe('an exported function', () => {
	test('has a comment that says what it gives back, unless its few lines do', () => {
		expect(sources('src/lib', /\.ts$/).flatMap(undocumented)).toEqual([]);
	});

	test('without one is found out', () => {
		const body = `{\n${'\tcall();\n'.repeat(6)}}`;
		const text = `export function a() ${body}\nexport const b = () => ${body};\n/** Says. */\nexport function c() ${body}\nfunction d() ${body}\nexport const e = () => 1;`;
		expect(undocumented({ path: 'x.ts', text })).toEqual(['x.ts: a', 'x.ts: b']);
	});
});
