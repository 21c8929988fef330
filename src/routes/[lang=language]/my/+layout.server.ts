import { doorData, participant } from '#lib/server/doors.ts';
import * as profiles from '#lib/server/profiles.ts';

export async function load(event) {
	const entered = participant(event);
	const [data, iro] = await Promise.all([
		doorData(entered, event.locals.language),
		profiles.forChild(entered.scope, entered.consultation.childId)
	]);
	return { ...data, iro, lockMinutes: entered.session.lockMinutes, door: 'my' as const };
}
