import type { Translator } from '#lib/i18n/translator.ts';

/**
 * The attributes of a block whose words are still English on a page of another language, so that it is set and read from
 * its own side; none where all or some of it is in the page's language.
 */
export function sideOf(t: Translator, ...keys: string[]): { lang?: 'en'; dir?: 'ltr' } {
	return keys.length && keys.every((key) => t.inEnglish(key)) ? { lang: 'en', dir: 'ltr' } : {};
}
