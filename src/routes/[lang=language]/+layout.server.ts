import { LANGUAGES, offered } from '#lib/i18n/languages.ts';
import { setting } from '#lib/server/settings.ts';
import { wordsFor } from '#lib/server/words.ts';

/** The words of the pages before anybody came in; the doors bring their own. */
export function load({ locals, cookies }) {
	const { language, entered } = locals;
	if (cookies.get('sayso-language') !== language.id) {
		cookies.set('sayso-language', language.id, { path: '/', httpOnly: true, sameSite: 'lax', secure: false });
	}
	const drafts = entered ? entered.authority.draftLanguages.split(',') : LANGUAGES.map(({ id }) => id);
	return {
		words: wordsFor(language, ['common', 'public']),
		languages: offered(drafts).map(({ id, name, tag, dir }) => ({ id, name, tag, dir })),
		leaveTo: setting('SAYSO_LEAVE_TO'),
		door: entered?.kind === 'participant' ? (entered.consultation.audience === 'child' ? 'my' : 'your') : undefined
	};
}
