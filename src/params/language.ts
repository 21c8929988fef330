import { languageOf } from '#lib/i18n/languages.ts';

/** `/ar/…`: only languages we have. */
export const match = (param: string): boolean => languageOf(param) !== undefined;
