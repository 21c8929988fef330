import * as v from 'valibot';
import { WHYS } from '#lib/domain/opening.ts';
import * as fields from '#lib/server/fields.ts';

/** Why, chosen and in words. */
export const reason = {
	why: fields.pick(WHYS),
	words: v.pipe(fields.text(), v.minLength(1, 'words-needed'))
};
