import { ENGLISH } from '#lib/i18n/languages.ts';
import { wordsFor } from '#lib/server/words.ts';

/** The words of these pages, which no other needs. */
export const load = () => ({ peopleWords: wordsFor(ENGLISH, ['people']) });
