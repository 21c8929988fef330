import { doorData, participant } from '#lib/server/doors.ts';

export async function load(event) {
	return { ...(await doorData(participant(event), event.locals.language)), door: 'your' as const };
}
