import type { RequestEvent } from '@sveltejs/kit';
import type { EnteredParticipant } from './auth/entered.ts';
import { now } from './clock.ts';
import { sealerFor } from './sealing/index.ts';
import { setting } from './settings.ts';

/*
 * What a child sends from a page that has locked is kept, unseen, and sent once by itself when it is unlocked.
 */

type Posted = { path: string; fields: [name: string, value: string][] };

const placeOf = (session: string) => ({ table: 'heldPost', row: session, column: 'posted' }) as const;
/** A form of our own pages, and nothing longer than an answer can be. */
const LONGEST = 60_000;

/** An answer that our own script sends waits on the device, and is sent from there. */
const keepsItself = ({ request, url }: Pick<RequestEvent, 'request' | 'url'>) =>
	url.pathname.endsWith('/q') || (request.headers.has('x-sveltekit-action') && url.pathname.includes('/q/'));

/** Keeps a posted form, in place of one that was kept before. */
export async function hold(event: Pick<RequestEvent, 'request' | 'url'>, entered: EnteredParticipant): Promise<void> {
	const { request, url } = event;
	if (request.method !== 'POST' || keepsItself(event)) return;
	const fields = [...(await request.formData()).entries()].map(([name, value]): [string, string] => [
		name,
		String(value)
	]);
	const text = JSON.stringify({ path: url.pathname + url.search, fields } satisfies Posted);
	if (text.length > LONGEST) return;
	const { scope, session, consultation } = entered;
	const sealer = await sealerFor(scope, { review: consultation.reviewId });
	const kept = { reviewId: consultation.reviewId, heldAt: now(), posted: sealer.seal(placeOf(session.idHash), text) };
	await scope
		.insertInto('heldPost', { session: session.idHash, ...kept })
		.onConflict((earlier) => earlier.columns(['authorityId', 'session']).doUpdateSet(kept))
		.execute();
}

/**
 * Sends what was kept, as the page would have, and returns where its answer leads. It is taken away first: of two tabs
 * that unlock at once one sends it.
 */
export async function sendHeld(
	{ fetch }: Pick<RequestEvent, 'fetch'>,
	entered: EnteredParticipant
): Promise<string | undefined> {
	const { scope, session, consultation } = entered;
	const kept = await scope
		.deleteFrom('heldPost')
		.where('heldPost.session', '=', session.idHash)
		.returning('heldPost.posted')
		.executeTakeFirst();
	if (!kept) return undefined;
	const sealer = await sealerFor(scope, { review: consultation.reviewId });
	const { path, fields } = JSON.parse(sealer.open(placeOf(session.idHash), kept.posted)) as Posted;
	const answer = await fetch(path, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { accept: 'text/html', origin: new URL(setting('ORIGIN')).origin },
		redirect: 'manual'
	});
	return answer.headers.get('location') ?? path.split('?')[0];
}
