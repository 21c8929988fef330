import { isChecked, LANGUAGES } from '#lib/i18n/languages.ts';
import { NOUN_IDS, NOUNS } from '#lib/i18n/nouns.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { LATEST_TARGET, TARGET_IDS, targetNumber } from '#lib/server/authority-settings.ts';
import { readNouns } from '#lib/server/nouns.ts';
import { languages, look, reviews, words } from './settings.server.ts';

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const row = await scope.authority();
	const own = readNouns(row.nouns);
	const targets = { first: row.targetFirst, second: row.targetSecond, later: row.targetLater };
	return {
		saved: url.searchParams.get('saved') ?? '',
		accent: row.accent ?? '',
		logoAlt: row.logoAlt ?? '',
		nouns: NOUN_IDS.map((id) => ({ id, ours: NOUNS[id], own: own[id] })),
		languages: LANGUAGES.filter((language) => !isChecked(language)).map(({ id, name, tag, dir }) => ({
			id,
			name,
			tag,
			dir,
			offered: row.draftLanguages.split(',').includes(id)
		})),
		targets: TARGET_IDS.map((id) => ({ id, days: String(targetNumber(targets[id])), latest: LATEST_TARGET[id] })),
		videoAttends: row.videoAttends === 1
	};
}

export const actions = {
	look,
	nouns: words,
	languages,
	reviews
};
