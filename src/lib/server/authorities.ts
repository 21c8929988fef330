import type { Kysely } from 'kysely';
import { languageOf } from '#lib/i18n/languages.ts';
import { now } from './clock.ts';
import type { Database } from './db/schema.ts';
import { newId } from './ids.ts';
import { MOVES } from './sealing/moves.ts';

export interface NewAuthority {
	code: string;
	name: string;
	nineOhThree: string | null;
	/** Draft languages to offer, comma separated. */
	drafts: string;
	demonstrationAt?: string | null;
}

export type AuthorityRefusal = 'authority-code' | 'authority-name' | 'authority-exists' | 'authority-drafts';

/** Makes an authority. Its targets are the stricter ones seen in practice: 20 working days, 91 and 182 days. */
export async function create(
	directory: Kysely<Database>,
	input: NewAuthority
): Promise<{ id: string } | { refused: AuthorityRefusal }> {
	const name = input.name.trim();
	const drafts = input.drafts
		.split(',')
		.map((id) => id.trim())
		.filter(Boolean);
	if (!/^[a-z][a-z0-9-]{1,39}$/.test(input.code)) return { refused: 'authority-code' };
	if (!name) return { refused: 'authority-name' };
	if (drafts.some((id) => !languageOf(id))) return { refused: 'authority-drafts' };

	const id = newId();
	const made = await directory
		.insertInto('authority')
		.values({
			id,
			code: input.code,
			name,
			nineOhThree: input.nineOhThree,
			createdAt: now(),
			demonstrationAt: input.demonstrationAt ?? null,
			draftLanguages: drafts.join(','),
			targetFirst: '20w',
			targetSecond: '91d',
			targetLater: '182d',
			videoAttends: 1,
			sealedMoves: MOVES
		})
		.onConflict((same) => same.column('code').doNothing())
		.executeTakeFirst();
	return made.numInsertedOrUpdatedRows ? { id } : { refused: 'authority-exists' };
}

/** What the command line calls each authority, by name. */
export async function codes(directory: Kysely<Database>): Promise<string[]> {
	const rows = await directory.selectFrom('authority').select('code').orderBy('code').execute();
	return rows.map(({ code }) => code);
}

/** True when one of the authorities is the demonstration: a production start refuses to run beside it. */
export async function hasDemonstration(directory: Kysely<Database>): Promise<boolean> {
	const found = await directory
		.selectFrom('authority')
		.select('id')
		.where('demonstrationAt', 'is not', null)
		.executeTakeFirst();
	return found !== undefined;
}
