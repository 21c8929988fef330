import { LANGUAGES, offered } from '#lib/i18n/languages.ts';
import { isOpenToChild } from '#lib/server/auth/entered.ts';
import { CHOSEN, cookieName, cookieOptions } from '#lib/server/auth/sessions.ts';
import { brandOf } from '#lib/server/brand.ts';
import { setting } from '#lib/server/settings.ts';
import { formOf } from '#lib/forms/index.ts';
import * as wordings from '#lib/server/wordings.ts';

/** Where the words are, and what every page under a language shows. */
export function load({ locals, cookies }) {
	const { language, entered } = locals;
	if (cookies.get(cookieName(CHOSEN)) !== language.id) cookies.set(cookieName(CHOSEN), language.id, cookieOptions());
	const participant = entered?.kind === 'participant' ? entered.consultation : undefined;
	const drafts = entered ? entered.authority.draftLanguages.split(',') : LANGUAGES.map(({ id }) => id);
	return {
		wording: wordings.addressFor(language, participant && formOf(participant)),
		languages: offered(drafts).map(({ id, name, tag, dir }) => ({ id, name, tag, dir })),
		leaveTo: setting('SAYSO_LEAVE_TO'),
		brand: entered && brandOf(entered.authority, `/${language.id}`),
		/** Who helps the child in this session: said on every page. */
		helpedBy: entered?.kind === 'participant' ? entered.session.helper?.name : undefined,
		door: participant && (participant.audience === 'child' ? 'my' : 'your'),
		/** A child who can see their pages is told there what became of it. */
		help: entered?.kind === 'participant' && isOpenToChild(entered) ? 'my/help-now' : 'help'
	};
}
