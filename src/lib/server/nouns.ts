import * as v from 'valibot';
import { NOUN_IDS, NOUNS, type NounId, type Nouns } from '#lib/i18n/nouns.ts';
import * as audit from './audit.ts';
import type { AuthorityScope } from './db/scope.ts';

/** The longest word for anything. */
export const LONGEST_NOUN = 40;

/** Letters, and what stands between them: a word goes into sentences, so it is nothing but a word. */
const word = v.pipe(v.string(), v.regex(/^\p{L}[\p{L}\p{M}’' -]*$/u), v.maxLength(LONGEST_NOUN));
const stored = v.record(v.picklist(NOUN_IDS), v.object({ one: word, many: word }));

/** What an authority calls things, from its own column. What cannot be read is nothing: our words are always safe. */
export function readNouns(text: string | null): Nouns {
	if (!text) return {};
	try {
		const read = v.safeParse(stored, JSON.parse(text));
		return read.success ? (read.output as Nouns) : {};
	} catch {
		return {};
	}
}

export type NounRefusal = 'noun-both' | 'noun-letters';

/**
 * Keeps an authority's words: both one and many, or neither, which is our own. Returns what is wrong, by id; nothing is
 * kept then.
 */
export async function save(
	scope: AuthorityScope,
	typed: Record<NounId, { one: string; many: string }>
): Promise<'saved' | Partial<Record<NounId, NounRefusal>>> {
	const wrong: Partial<Record<NounId, NounRefusal>> = {};
	const own: Nouns = {};
	for (const id of NOUN_IDS) {
		const [one, many] = [typed[id].one.trim(), typed[id].many.trim()];
		if (!one && !many) continue;
		if (!one || !many) wrong[id] = 'noun-both';
		else if (!v.is(word, one) || !v.is(word, many)) wrong[id] = 'noun-letters';
		else if (one !== NOUNS[id].one || many !== NOUNS[id].many) own[id] = { one, many };
	}
	if (Object.keys(wrong).length) return wrong;
	await scope.transaction(async (tx) => {
		await tx.updateAuthority({ nouns: Object.keys(own).length ? JSON.stringify(own) : null });
		await audit.record(tx, 'authority.nouns-changed', tx.authorityId);
	});
	return 'saved';
}
