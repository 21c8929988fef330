import { redirect } from '@sveltejs/kit';
import { printedCode } from '#lib/server/auth/tokens.ts';
import { PASSKEY_FROM_AGE } from '#lib/server/child-passkeys.ts';
import { participant } from '#lib/server/doors.ts';
import * as entryPasses from '#lib/server/entry-passes.ts';
import { formatMoment } from '#lib/server/format.ts';
import { setting } from '#lib/server/settings.ts';

export async function load(event) {
	const { scope, consultation, session } = participant(event);
	const ownDevice = (session.age ?? 0) >= PASSKEY_FROM_AGE;
	const pass = await entryPasses.current(scope, consultation.id, 'resume');
	if (!pass) return { ownDevice, pass: undefined };
	const { language } = event.locals;
	return {
		ownDevice,
		pass: {
			code: printedCode(pass.code),
			address: `${new URL(setting('ORIGIN')).host}/${language.id}/c`,
			until: formatMoment(pass.expiresAt, language, 'time')
		}
	};
}

export const actions = {
	default: async (event) => {
		const { scope, consultation } = participant(event);
		await entryPasses.make(scope, consultation.id, 'resume');
		redirect(303, `/${event.params.lang}/my/resume`);
	}
};
