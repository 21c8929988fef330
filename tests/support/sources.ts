import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One file of ours: where it is, from the project's folder, and what it says. */
export interface Source {
	path: string;
	text: string;
}

/** The files under a folder whose name ends so, tests left out. */
export function sources(folder: string, ending: RegExp): Source[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ending.test(entry.name) && !entry.name.includes('.test.'))
		.map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
		.sort()
		.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Every file in the repository; where there is none, as in a download, those that would be. */
export function trackedFiles(): string[] {
	if (existsSync('.git')) {
		const listed = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
		return listed.split('\0').filter((path) => path && existsSync(path));
	}
	return ['src', 'tests', 'locales', 'docs', 'static'].flatMap((folder) =>
		sources(folder, /./).map(({ path }) => path)
	);
}

/** The TypeScript of a module, or of a component's script. */
export function scriptOf({ path, text }: Source): string {
	if (!path.endsWith('.svelte')) return text;
	return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script).join('\n');
}

export const parse = (source: Source): ts.SourceFile =>
	ts.createSourceFile(source.path, scriptOf(source), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

/** What a module asks for, type-only or not, statically or when needed. */
export function imported(source: Source): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
			found.push((node.moduleSpecifier as ts.StringLiteral).text);
		} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
			const [argument] = node.arguments;
			if (argument && ts.isStringLiteral(argument)) found.push(argument.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(parse(source));
	return found;
}

/** How many lines a node takes, its doc comment not counted. */
export function linesOf(node: ts.Node): number {
	const file = node.getSourceFile();
	const at = (position: number) => file.getLineAndCharacterOfPosition(position).line;
	return at(node.getEnd()) - at(node.getStart()) + 1;
}
