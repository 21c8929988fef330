import { redirect } from '@sveltejs/kit';
import type { EnteredParticipant } from '../auth/entered.ts';
import { leave } from '../auth/leave.ts';
import * as participantSessions from '../auth/participant-sessions.ts';
import * as heldPosts from '../held-posts.ts';
import type { Event } from './event.ts';

/** The pages of getting in. None of them shows anything that was said. */
const GATES = ['alone', 'unlock', 'secret'] as const;
type Gate = (typeof GATES)[number];

/** Says by itself whether the page is locked. */
const STAY = '/[lang=language]/my/stay';
const routeOf = (gate: Gate) => `/[lang=language]/my/${gate}`;

/**
 * What comes before a child's page: that they can answer on their own, that it is not locked, and that there is
 * something only they know. Whoever has made nothing yet and stays away too long is out.
 */
export async function childGate(event: Event, entered: EnteredParticipant): Promise<void> {
	const { session } = entered;
	const route = event.route.id!;
	if (route === STAY) return;
	if (session.locked && !session.secret) {
		await leave(event.cookies, entered);
		redirect(303, `/${event.params.lang}/c?again`);
	}
	const gate = gateOf(session);
	// Somebody at a gate they have passed goes on; on the way through, each is open only in its turn.
	if (route === (gate && routeOf(gate))) return;
	const isGate = GATES.some((one) => route === routeOf(one));
	if (gate) {
		if (gate === 'unlock' && !isGate) await heldPosts.hold(event, entered);
		redirect(303, `/${event.params.lang}/my/${gate}`);
	}
	if (isGate) redirect(303, `/${event.params.lang}/my`);
	await participantSessions.seen(session);
}

function gateOf({ alone, locked, secret }: EnteredParticipant['session']): Gate | undefined {
	if (!alone) return 'alone';
	if (locked) return 'unlock';
	return secret ? undefined : 'secret';
}
