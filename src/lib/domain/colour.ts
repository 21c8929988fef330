/*
 * Colours by how they look: OKLCH (Björn Ottosson, 2020) has lightness, strength and hue as the eye sees them, so that
 * "the same colour, a little darker" is one number.
 */

/** '#rrggbb', lower case. */
export type Colour = string;
type Triple = [number, number, number];

/** A colour somebody typed, as '#rrggbb'; undefined when it is none. */
export function readColour(text: string): Colour | undefined {
	const typed = text.trim().toLowerCase().replace(/^#/, '');
	if (/^[0-9a-f]{3}$/.test(typed)) return `#${[...typed].map((digit) => digit + digit).join('')}`;
	return /^[0-9a-f]{6}$/.test(typed) ? `#${typed}` : undefined;
}

const channels = (colour: Colour): Triple =>
	[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as Triple;
const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const encoded = (value: number): number => (value <= 0.0031308 ? value * 12.92 : 1.055 * value ** (1 / 2.4) - 0.055);

/** Relative luminance as WCAG 2 has it, 0 to 1. */
export function luminance(colour: Colour): number {
	const [r, g, b] = channels(colour).map(linear) as Triple;
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours as WCAG 2 has it: 1 to 21. */
export function ratio(a: Colour, b: Colour): number {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

/** So much of one colour over another, as a screen lays them. */
export function mixed(over: Colour, under: Colour, share: number): Colour {
	const [a, b] = [channels(over), channels(under)];
	return hex(a.map((value, at) => value * share + b[at]! * (1 - share)) as Triple);
}

function hex(rgb: Triple): Colour {
	const two = (value: number) =>
		Math.round(Math.min(1, Math.max(0, value)) * 255)
			.toString(16)
			.padStart(2, '0');
	return `#${rgb.map(two).join('')}`;
}

export interface Lch {
	lightness: number;
	chroma: number;
	/** Radians. */
	hue: number;
}

/** A colour's lightness (0 to 1), strength and hue. */
export function lchOf(colour: Colour): Lch {
	const [r, g, b] = channels(colour).map(linear) as Triple;
	const [l, m, s] = [
		0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
		0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
		0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b
	].map(Math.cbrt) as Triple;
	const lightness = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
	const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
	const bee = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
	return { lightness, chroma: Math.hypot(a, bee), hue: Math.atan2(bee, a) };
}

/** The colour of a screen nearest to a lightness and hue: weaker where the screen has none so strong. */
export function fromLch({ lightness, chroma, hue }: Lch): Colour {
	for (let strength = chroma; strength > 0; strength -= 0.004) {
		const rgb = rgbOf(lightness, strength, hue);
		if (rgb.every((value) => value >= -0.0005 && value <= 1.0005)) return hex(rgb);
	}
	return hex(rgbOf(lightness, 0, hue));
}

function rgbOf(lightness: number, chroma: number, hue: number): Triple {
	const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
	].map((value) => (value <= 0 ? value : encoded(value))) as Triple;
}
