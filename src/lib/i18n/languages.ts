/** A language a page can be in. `id` is in the address and names the folder under locales/. */
export interface Language {
	readonly id: string;
	/** For the html element and Intl. */
	readonly tag: string;
	readonly dir: 'ltr' | 'rtl';
	/** Its own name for itself. */
	readonly name: string;
	readonly status: LanguageStatus;
}

/**
 * How far a language has come. Only `reviewed` (read by a second, qualified person) is offered to children as it is;
 * a `draft` only where the authority switched it on, and then every page says so.
 */
export type LanguageStatus = 'draft' | 'translated' | 'reviewed' | 'tested';

export const ENGLISH: Language = { id: 'en', tag: 'en-GB', dir: 'ltr', name: 'English', status: 'reviewed' };

export const LANGUAGES: readonly Language[] = [
	ENGLISH,
	{ id: 'ar', tag: 'ar', dir: 'rtl', name: 'العربية', status: 'draft' }
];

/** The language with this id, or undefined. */
export const languageOf = (id: string | null | undefined): Language | undefined =>
	LANGUAGES.find((language) => language.id === id);

export const isChecked = (language: Language): boolean =>
	language.status === 'reviewed' || language.status === 'tested';

/** The language that sentences about safety are in on a page of this one: English until it is checked. */
export const spokenInSafety = (language: Language): Language => (isChecked(language) ? language : ENGLISH);

/** What an authority offers: every checked language, and the drafts it switched on. */
export const offered = (drafts: readonly string[]): Language[] =>
	LANGUAGES.filter((language) => isChecked(language) || drafts.includes(language.id));

/** The best of ours for an Accept-Language header; English when none fits. */
export function preferred(header: string | null): Language {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', q] = part.trim().split(';q=');
			return { tag: tag.toLowerCase(), q: q ? Number(q) : 1 };
		})
		.sort((a, b) => b.q - a.q);
	for (const { tag } of wanted) {
		const found = languageOf(tag.split('-')[0]);
		if (found) return found;
	}
	return ENGLISH;
}
