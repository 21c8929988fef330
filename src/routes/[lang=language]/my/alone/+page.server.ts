import { redirect } from '@sveltejs/kit';
import { leave } from '#lib/server/auth/leave.ts';
import * as participantSessions from '#lib/server/auth/participant-sessions.ts';
import { now } from '#lib/server/clock.ts';
import { participant } from '#lib/server/doors.ts';
import * as entryNotes from '#lib/server/entry-notes.ts';

export const actions = {
	/** The child can answer on their own, or not: then this ends, like any other end, and their IRO is told. */
	default: async (event) => {
		const entered = participant(event);
		const { scope, consultation, session } = entered;
		const alone = (await event.request.formData()).get('alone') === 'yes';
		if (alone) {
			await participantSessions.change(session.idHash, { aloneAt: now(), seenAt: now() });
			redirect(303, `/${event.params.lang}/my`);
		}
		await scope.transaction((tx) => entryNotes.note(tx, consultation, 'not-alone'));
		await leave(event.cookies, entered);
		redirect(303, `/${event.params.lang}/thanks`);
	}
};
