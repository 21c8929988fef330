import { wordsFor } from '#lib/server/words.ts';

/** Where an adult is sent whose part in a review is over. */
export const load = ({ locals }) => ({ wayIn: wordsFor(locals.language, ['way-in']) });
