import { participant } from '#lib/server/doors.ts';
import * as readers from '#lib/server/readers.ts';

/** Who read what the child sent. */
export async function load(event) {
	return { readers: await readers.own(participant(event), event.locals.language) };
}
