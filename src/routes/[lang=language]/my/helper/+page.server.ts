import { redirect } from '@sveltejs/kit';
import { readHelper } from '#lib/forms/helper.ts';
import { participant } from '#lib/server/doors.ts';
import * as submissions from '#lib/server/submissions.ts';

export const actions = {
	default: async (event) => {
		const { scope, consultation } = participant(event);
		const helper = readHelper(await event.request.formData());
		const refused = await submissions.setHelper(scope, consultation, helper);
		redirect(303, `/${event.params.lang}/my/${refused ? `sent?${refused}` : 'check'}`);
	}
};
