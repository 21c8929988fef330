import { json } from '@sveltejs/kit';
import * as participantSessions from '#lib/server/auth/participant-sessions.ts';
import { now } from '#lib/server/clock.ts';
import { participant } from '#lib/server/doors.ts';

/** How many seconds are left until it locks; another tab may have moved that. */
export function GET(event) {
	const { session } = participant(event);
	const since = session.seenAt ? (Date.now() - Date.parse(session.seenAt)) / 1000 : Infinity;
	return json({ left: session.locked ? 0 : Math.max(0, session.lockMinutes * 60 - since) });
}

/** Somebody is there: it starts anew, as often as they say so. With `lock` it is over now. */
export async function POST(event) {
	const { session } = participant(event);
	const lock = (await event.request.formData()).has('lock');
	if (lock) await participantSessions.change(session.idHash, { unlockedAt: null });
	else if (!session.locked) await participantSessions.change(session.idHash, { seenAt: now() });
	return json({ left: lock || session.locked ? 0 : session.lockMinutes * 60 });
}
