import { errorWords } from '#lib/server/words.ts';

/** The words an error page needs, in the language of the address; a layout below brings more. */
export const load = ({ locals }) => ({ words: errorWords(locals.language) });
