import { fail, redirect } from '@sveltejs/kit';
import { ENGLISH } from '#lib/i18n/languages.ts';
import { database } from '#lib/server/database.ts';
import { accept } from '#lib/server/invitations.ts';
import { wordsFor } from '#lib/server/words.ts';

export const load = () => ({ words: wordsFor(ENGLISH, ['common', 'invitation']) });

export const actions = {
	default: async ({ request, getClientAddress }) => {
		const posted = await request.formData();
		const [code, password] = [String(posted.get('code') ?? ''), String(posted.get('password') ?? '')];
		const done = await accept(database(), getClientAddress(), code.slice(0, 100), password);
		// With a fragment of its own: a browser would carry on the one the link came with.
		if ('ok' in done) redirect(303, '/sign-in#main');
		const minutes = done.refused === 'too-many' ? Math.ceil(done.seconds / 60) : 0;
		return fail(done.refused === 'too-many' ? 429 : 422, { refused: done.refused, minutes, code });
	}
};
