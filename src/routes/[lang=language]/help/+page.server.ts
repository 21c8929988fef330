import { redirect } from '@sveltejs/kit';
import { isOpenToChild } from '#lib/server/auth/entered.ts';
import * as helplines from '#lib/server/helplines.ts';
import { needHelpNow } from '#lib/server/safety/own.ts';

/** Whom else to ring: as the authority of whoever came in says, and nationally for a visitor. */
export const load = async ({ locals }) => ({
	lines: locals.entered ? await helplines.list(locals.entered.scope) : helplines.NATIONAL
});

export const actions = {
	/** A child presses the button, also while their pages are locked: then nothing of theirs is shown, and help is still told. */
	default: async ({ locals: { entered }, params }) => {
		const child = entered?.kind === 'participant' && entered.consultation.audience === 'child' ? entered : undefined;
		if (!child) redirect(303, `/${params.lang}/help`);
		await needHelpNow(child.scope, child.consultation);
		redirect(303, `/${params.lang}/${isOpenToChild(child) ? 'my/help-now' : 'help?told'}`);
	}
};
