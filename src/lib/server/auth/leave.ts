import type { Cookies } from '@sveltejs/kit';
import * as cards from '../cards.ts';
import type { EnteredParticipant } from './entered.ts';
import { hasSaid } from './enter.ts';
import * as participantSessions from './participant-sessions.ts';

/** Ends a participant's session. A child who has made and said nothing yet may begin again with the same card. */
export async function leave(cookies: Cookies, entered: EnteredParticipant | undefined): Promise<void> {
	await participantSessions.end(cookies);
	if (entered?.consultation.audience !== 'child' || entered.session.secret) return;
	const { scope, consultation } = entered;
	if (!(await hasSaid(scope, consultation.id))) await cards.unclaim(scope, consultation.id);
}
