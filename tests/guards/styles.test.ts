import { describe, expect, test } from 'vitest';
import { sources, type Source } from '../support/sources.ts';

/** Where colours are named. */
const TOKENS = 'src/lib/components/tokens.css';
/** Each says left, right, top or bottom where it should say start or end, or is tied to one axis of the screen. */
const PHYSICAL =
	/(?:^|[\s;{])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)[\w-]*|(?:left|right|top|bottom)|(?:min-|max-)?(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius|float|clear)\s*:/g;
const PHYSICAL_VALUE = /(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g;
const COLOUR =
	/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|:[^;{}]*(?<![\w-])(?:white|black|red|green|blue|gr[ae]y|yellow|orange|purple)(?![\w-])/gi;

/** The CSS of a style sheet or a component's style element, without comments. */
function css({ path, text }: Source): string {
	const rules = path.endsWith('.svelte')
		? [...text.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(([, style]) => style).join('\n')
		: text;
	return rules.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\([^()]*(?:min|max)-width[^()]*\)|@media[^{]*/g, '');
}

const physical = (source: Source): string[] =>
	[...css(source).matchAll(PHYSICAL), ...css(source).matchAll(PHYSICAL_VALUE)].map(([match]) => match.trim());
const colours = (source: Source): string[] =>
	source.path === TOKENS ? [] : [...css(source).matchAll(COLOUR)].map(([match]) => match);

const all = sources('src', /\.(css|svelte)$/);
const complaints = (look: (source: Source) => string[]) =>
	all.flatMap((source) => look(source).map((what) => `${source.path}: ${what}`));

describe('style', () => {
	test('names sides by the direction of reading, so that Arabic needs no rule of its own', () => {
		expect(complaints(physical)).toEqual([]);
	});

	test('takes its colours from the tokens', () => {
		expect(complaints(colours)).toEqual([]);
	});

	test('that does not is found out', () => {
		const bad = {
			path: 'bad.css',
			text: 'a { margin-left: 1px; text-align: right; width: 2px; color: #fff; background: rgb(0 0 0); border: 1px solid red }'
		};
		expect(physical(bad)).toHaveLength(3);
		expect(colours(bad)).toHaveLength(3);
		expect(
			physical({
				path: 'good.css',
				text: '@media (min-width: 40rem) { a { margin-inline-start: 0; inline-size: 1px; line-height: 2; border-width: 1px } }'
			})
		).toEqual([]);
		expect(
			colours({ path: 'good.css', text: 'a:hover { color: var(--ink-red); background: currentColor } .black { }' })
		).toEqual([]);
	});
});
