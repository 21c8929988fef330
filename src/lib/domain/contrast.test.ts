import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLch, lchOf, ratio, readColour } from './colour.ts';
import { accentIn, LOOKS, measure, measureAll, PAGES, SHADES, suggestion, type Look } from './contrast.ts';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('a colour', () => {
	test('is read as people write it', () => {
		expect(readColour(' 0B544D ')).toBe('#0b544d');
		expect(readColour('#abc')).toBe('#aabbcc');
		for (const odd of ['', 'teal', '#12', '#1234567', 'url(x)', '#00000g']) expect(readColour(odd)).toBeUndefined();
	});

	test('has the contrast of WCAG’s own examples', () => {
		expect(ratio('#000000', '#ffffff')).toBe(21);
		expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
		expect(ratio('#ffffff', '#777777')).toBe(ratio('#777777', '#ffffff'));
	});

	test('comes back from lightness, strength and hue as it went in', () => {
		fc.assert(fc.property(colours, (colour) => ratio(colour, fromLch(lchOf(colour))) < 1.05));
	});
});

describe('an accent', () => {
	test('as we have it passes everywhere', () => {
		expect(measureAll('#0b544d').filter(({ passes }) => !passes)).toEqual([]);
		expect(suggestion('#0b544d')).toBeUndefined();
	});

	test('that is too pale for a child is found out, look by look', () => {
		const found = measure('#1d70b8', 'younger', 'light');
		expect(found).toMatchObject({ passes: false, needed: 7 });
		expect(found.ratio).toBeLessThan(7);
		expect(measure('#1d70b8', 'staff', 'light').passes).toBe(true);
	});

	test('gets the nearest colour that passes: the same hue, no darker than it must be', () => {
		const near = suggestion('#1d70b8')!;
		expect(measureAll(near).every(({ passes }) => passes)).toBe(true);
		expect(Math.abs(lchOf(near).hue - lchOf('#1d70b8').hue)).toBeLessThan(0.06);
		const lighter = fromLch({ ...lchOf(near), lightness: lchOf(near).lightness + 0.01 });
		expect(LOOKS.every((look) => measure(lighter, look, 'light').passes)).toBe(false);
	});

	test('whatever it is, ends in one that passes in the light and the dark', () => {
		fc.assert(
			fc.property(colours, (colour) => {
				const near = suggestion(colour) ?? colour;
				expect(measureAll(near).filter(({ passes }) => !passes)).toEqual([]);
				expect(suggestion(near)).toBeUndefined();
			})
		);
	});

	test('is itself in the light, and lighter in the dark', () => {
		expect(accentIn('#0b544d').light).toBe('#0b544d');
		expect(lchOf(accentIn('#0b544d').dark).lightness).toBeGreaterThan(0.7);
	});
});

test('the pages it is measured on are those of the style sheet', () => {
	const css = readFileSync('src/lib/components/tokens.css', 'utf8');
	const own = (look: Look) => blockOf(css, look === 'older' ? ':root' : `:root[data-look='${look}']`);
	for (const look of LOOKS) {
		for (const shade of SHADES) {
			const value = (token: string) => valueOf(own(look), token, shade) ?? valueOf(own('older'), token, shade);
			const { ground, surface, ink, onAccent } = PAGES[look][shade];
			expect([look, shade, ...['ground', 'surface', 'ink', 'on-accent'].map(value)]).toEqual([
				look,
				shade,
				...[ground, surface, ink, onAccent]
			]);
		}
	}
});

/** The block of a selector that has colours. */
function blockOf(css: string, selector: string): string {
	const blocks = css.split(/\n\}/).map((block) => block.split(/^:root/m).at(-1)!);
	const name = selector.slice(':root'.length);
	return blocks.find((block) => block.startsWith(`${name} {`) && block.includes('--ground'))!;
}

function valueOf(block: string, token: string, shade: 'light' | 'dark'): string | undefined {
	const found = new RegExp(`--${token}: var\\(--light, (#\\w+)\\) var\\(--dark, (#\\w+)\\)`).exec(block);
	const value = found?.[shade === 'light' ? 1 : 2];
	return value && readColour(value);
}
