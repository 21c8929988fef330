import { redirect } from '@sveltejs/kit';
import { participant, resume } from '#lib/server/doors.ts';

export const load = async (event) => redirect(303, await resume(participant(event), 'your', event.locals.language));
