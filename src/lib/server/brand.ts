import { accentIn, LOOKS, SHADES, softOf, type Look } from '#lib/domain/contrast.ts';
import type { Colour } from '#lib/domain/colour.ts';
import type { Nouns } from '#lib/i18n/nouns.ts';
import type { EnteredAuthority } from './auth/entered.ts';
import { readNouns } from './nouns.ts';

/** What an authority's pages show of it. */
export interface Brand {
	name: string;
	/** Address of the style sheet with its accent; none is ours. */
	accent?: string;
	logo?: { src: string; alt: string };
	nouns?: Nouns;
}

/** The look of an authority, for a page whose addresses begin with `base`: '' for the staff's, '/en' for the others'. */
export function brandOf(authority: EnteredAuthority, base: string): Brand {
	const { name, accent, logoAt, logoAlt } = authority;
	const nouns = readNouns(authority.nouns);
	return {
		name,
		...(accent && { accent: `/accent/${accent.slice(1)}.css` }),
		...(logoAt && { logo: { src: `${base}/logo?${encodeURIComponent(logoAt)}`, alt: logoAlt || name } }),
		...(Object.keys(nouns).length && { nouns })
	};
}

/** Where each look's colours are said in tokens.css; these say it once more, and louder. */
const ROOT: Record<Look, string> = {
	older: 'html:root:not([data-theme="contrast"])',
	younger: 'html:root[data-look="younger"]:not([data-theme="contrast"])',
	staff: 'html:root[data-look="staff"]:not([data-theme="contrast"])'
};

/** The style sheet of an accent: the tokens that follow from it, in each look, light and dark. Strong contrast keeps its own. */
export function accentSheet(accent: Colour): string {
	const both = accentIn(accent);
	const say = (token: string, light: Colour, dark: Colour) =>
		`--${token}: var(--light, ${light}) var(--dark, ${dark});`;
	return LOOKS.map((look) => {
		const [light, dark] = SHADES.map((shade) => softOf(both[shade], look, shade)) as [Colour, Colour];
		const own = [say('accent', both.light, both.dark), say('accent-soft', light, dark)];
		if (look === 'older') own.push(say('focus', both.light, both.dark));
		if (look === 'younger') own.push(say('button', both.light, both.dark));
		return `${ROOT[look]} {\n\t${own.join('\n\t')}\n}\n`;
	}).join('');
}
