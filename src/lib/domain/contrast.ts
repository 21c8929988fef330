import { fromLch, lchOf, mixed, ratio, type Colour } from './colour.ts';

export const LOOKS = ['older', 'younger', 'staff'] as const;
export type Look = (typeof LOOKS)[number];
export const SHADES = ['light', 'dark'] as const;
/** A page in the light, or the dark. */
export type Shade = (typeof SHADES)[number];

/** What an accent stands on, and what stands on it: the same as in components/tokens.css, which a test holds together. */
interface Page {
	ground: Colour;
	surface: Colour;
	ink: Colour;
	onAccent: Colour;
}
export const PAGES: Record<Look, Record<Shade, Page>> = {
	older: {
		light: { ground: '#f4f1ea', surface: '#fffdf9', ink: '#1e1c18', onAccent: '#fffdf9' },
		dark: { ground: '#171613', surface: '#211f1b', ink: '#f3eee3', onAccent: '#0d2b25' }
	},
	younger: {
		light: { ground: '#dfefea', surface: '#fffdf5', ink: '#123029', onAccent: '#fffdf5' },
		dark: { ground: '#0b211e', surface: '#15342e', ink: '#f8f1df', onAccent: '#0b211e' }
	},
	staff: {
		light: { ground: '#f6f5f2', surface: '#ffffff', ink: '#1e1c18', onAccent: '#fffdf9' },
		dark: { ground: '#171613', surface: '#201f1b', ink: '#f3eee3', onAccent: '#0d2b25' }
	}
};

/** The least contrast of text: a child's is 7, the staff's 4.5 (WCAG 2 at AAA and AA). */
export const NEEDED: Record<Look, number> = { older: 7, younger: 7, staff: 4.5 };

/** How much of the accent is in the ground of a box that has its colour. */
const SOFT: Record<Shade, number> = { light: 0.1, dark: 0.14 };

/** The ground of a box in the accent's colour. */
export const softOf = (accent: Colour, look: Look, shade: Shade): Colour =>
	mixed(accent, PAGES[look][shade].surface, SOFT[shade]);

export interface Measured {
	look: Look;
	shade: Shade;
	/** The accent as it is in that shade. */
	accent: Colour;
	/** The least of all contrasts in which the accent takes part there. */
	ratio: number;
	needed: number;
	passes: boolean;
}

/** How one colour stands on the pages of one look and shade: as text, under text, and as the ground of a box. */
export function measure(accent: Colour, look: Look, shade: Shade): Measured {
	const { ground, surface, ink, onAccent } = PAGES[look][shade];
	const soft = softOf(accent, look, shade);
	const least = Math.min(
		ratio(accent, ground),
		ratio(accent, surface),
		ratio(accent, soft),
		ratio(onAccent, accent),
		ratio(ink, soft)
	);
	const needed = NEEDED[look];
	return { look, shade, accent, ratio: Math.floor(least * 100) / 100, needed, passes: least >= needed };
}

const passesIn = (accent: Colour, shade: Shade): boolean => LOOKS.every((look) => measure(accent, look, shade).passes);

/** The colour nearest to one that passes everywhere in a shade: the same hue, darker in the light, lighter in the dark. */
export function nearest(accent: Colour, shade: Shade): Colour {
	if (passesIn(accent, shade)) return accent;
	const lch = lchOf(accent);
	for (let step = 1; step <= 200; step++) {
		for (const way of [-1, 1]) {
			const lightness = lch.lightness + way * step * 0.005;
			if (lightness < 0 || lightness > 1) continue;
			const candidate = fromLch({ ...lch, lightness });
			if (passesIn(candidate, shade)) return candidate;
		}
	}
	throw new Error('black and white pass everywhere');
}

/** An accent in both shades. What was chosen is for the light; the dark has the nearest that can be read there. */
export const accentIn = (accent: Colour): Record<Shade, Colour> => ({ light: accent, dark: nearest(accent, 'dark') });

/** An accent on every page there is, in the light and the dark. */
export function measureAll(accent: Colour): Measured[] {
	const both = accentIn(accent);
	return SHADES.flatMap((shade) => LOOKS.map((look) => measure(both[shade], look, shade)));
}

/** The nearest accent that passes everywhere; undefined when this one does. */
export function suggestion(accent: Colour): Colour | undefined {
	const near = nearest(accent, 'light');
	return near === accent ? undefined : near;
}
