import { fail, redirect } from '@sveltejs/kit';
import { readReply, TALK } from '#lib/forms/engine.ts';
import { participant } from '#lib/server/doors.ts';
import * as submissions from '#lib/server/submissions.ts';

export const actions = {
	default: async (event) => {
		const { scope, consultation } = participant(event);
		const posted = await event.request.formData();
		const checked = readReply(TALK, posted);
		if (!checked.ok) return fail(422, { error: checked.error, reply: checked.reply });
		const sent = await submissions.sendTalk(scope, consultation, checked.reply);
		redirect(303, `/${event.params.lang}/my/sent${typeof sent === 'string' ? `?${sent}` : ''}`);
	}
};
