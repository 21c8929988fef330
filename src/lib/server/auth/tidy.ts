import { after, now } from '../clock.ts';
import { database } from '../database.ts';
import { LONGEST_SESSION_HOURS } from './adapter.ts';
import { KEPT_FOR } from './kept-forms.ts';
import * as sessions from './sessions.ts';

const HOUR = 3_600_000;

/** Removes what is over by itself: sessions, steps of getting in, and forms that waited for an unlock. */
export async function tidy(): Promise<void> {
	const { directory } = database();
	await sessions.tidy();
	await directory.deleteFrom('staffAttempt').where('expiresAt', '<=', now()).execute();
	await directory.deleteFrom('entryPass').where('expiresAt', '<=', now()).execute();
	await directory
		.deleteFrom('heldPost')
		.where('heldAt', '<=', after(-LONGEST_SESSION_HOURS * HOUR))
		.execute();
	await directory.deleteFrom('keptForm').where('createdAt', '<=', after(-KEPT_FOR)).execute();
}

/** Tidies once an hour, however often it is asked. */
export function hourly(): () => Promise<void> {
	let last = -Infinity;
	return async () => {
		if (Date.now() - last < HOUR) return;
		last = Date.now();
		await tidy();
	};
}
