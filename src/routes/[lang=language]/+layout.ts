import { wordingAt } from '#lib/client/wording.ts';

/** The words of all pages under a language, and the form of a participant: not part of each page, see client/wording.ts. */
export async function load({ data, fetch }) {
	return { ...data, ...(await wordingAt(data.wording, fetch)) };
}
