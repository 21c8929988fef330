import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';
import { sources, type Source } from '../support/sources.ts';

/** Attributes that are read out or shown. */
const SPOKEN = new Set([
	'alt',
	'aria-description',
	'aria-label',
	'aria-roledescription',
	'aria-valuetext',
	'label',
	'placeholder',
	'title'
]);
const LETTERS = /\p{Letter}/u;

/** Sentences written in a component's markup, where a key of the locale files belongs. */
function literalText({ text }: Source): string[] {
	const found: string[] = [];
	const visit = (node: unknown, quiet: boolean): void => {
		if (Array.isArray(node)) return node.forEach((child) => visit(child, quiet));
		if (!node || typeof node !== 'object') return;
		const at = node as AST.SvelteNode;
		if (at.type === 'Text' && !quiet && LETTERS.test(at.data)) found.push(at.data.trim());
		if (at.type === 'Attribute') return visitAttribute(at);
		if (at.type === 'ExpressionTag') return visitExpression(at.expression);
		const silent = quiet || (at.type === 'RegularElement' && (at.name === 'style' || at.name === 'script'));
		for (const [key, child] of Object.entries(at)) if (key !== 'css' && key !== 'metadata') visit(child, silent);
	};
	/** Of an attribute, only those a person meets; a component's own are checked where it uses them. */
	const visitAttribute = ({ name, value }: AST.Attribute): void => {
		if (!SPOKEN.has(name) || value === true) return;
		for (const part of [value].flat()) {
			if (part.type === 'Text' && LETTERS.test(part.data)) found.push(`${name}="${part.data}"`);
			if (part.type === 'ExpressionTag') visitExpression(part.expression);
		}
	};
	/** `{'Hello'}` and `{yes ? 'Yes' : 'No'}` are text too. */
	const visitExpression = (expression: AST.ExpressionTag['expression']): void => {
		const { type } = expression;
		if (type === 'Literal' && typeof expression.value === 'string' && LETTERS.test(expression.value)) {
			found.push(expression.value);
		}
		if (type === 'ConditionalExpression') [expression.consequent, expression.alternate].forEach(visitExpression);
		if (type === 'LogicalExpression') visitExpression(expression.right);
	};
	visit(parse(text, { modern: true }).fragment, false);
	return found;
}

describe('a component', () => {
	test('has no sentence of its own', () => {
		const found = sources('src', /\.svelte$/).flatMap((source) =>
			literalText(source).map((text) => `${source.path}: ${text}`)
		);
		expect(found).toEqual([]);
	});

	test('with a sentence of its own is found out', () => {
		const bad = `<p class="big">Hello</p>{#if x}<img alt="A face" src="x" />{/if}<b>{y ? 'Yes' : t('k')}</b><svelte:head><title>Hi</title></svelte:head>`;
		expect(literalText({ path: 'Bad.svelte', text: bad })).toEqual(['Hello', 'alt="A face"', 'Yes', 'Hi']);
		expect(
			literalText({
				path: 'Good.svelte',
				text: `<p title={t('a:b')} class="x">{t('a:b')} · 1</p><style>p { margin: 0 }</style>`
			})
		).toEqual([]);
	});
});
