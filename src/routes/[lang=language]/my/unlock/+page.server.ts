import { redirect } from '@sveltejs/kit';
import * as participantSessions from '#lib/server/auth/participant-sessions.ts';
import * as childPasskeys from '#lib/server/child-passkeys.ts';
import * as childSecrets from '#lib/server/child-secrets.ts';
import { now } from '#lib/server/clock.ts';
import { participant } from '#lib/server/doors.ts';
import { sendHeld } from '#lib/server/held-posts.ts';

/** What a script of ours was about to do when the page locked: it does it itself once it is open again. */
const SEND = 'send';

export async function load(event) {
	const { scope, consultation, session } = participant(event);
	const first = event.url.searchParams.get('first') ?? '';
	const round = first && session.secret !== 'pin' ? 2 : 1;
	const left = Number(event.url.searchParams.get('left')) || undefined;
	return {
		then: event.url.searchParams.get('then') === SEND ? SEND : '',
		kind: session.secret!,
		round,
		first: round === 2 ? first : '',
		left: round === 1 && left && left <= 2 ? left : undefined,
		passkey: await childPasskeys.request(participant(event)),
		choices: await childSecrets.choices(scope, consultation, round)
	};
}

export const actions = {
	/** The first of two choices leads to the second; then it opens, and what was sent while it was locked goes on its way. */
	default: async (event) => {
		const entered = participant(event);
		const { scope, consultation, session } = entered;
		const base = `/${event.params.lang}/my`;
		const posted = await event.request.formData();
		const [first, choice, then] = ['first', 'choice', 'then'].map((name) => String(posted.get(name) ?? ''));
		const again = then === SEND ? '&then=send' : '';
		const device = posted.get('passkey');
		if (device === null && !first && session.secret !== 'pin')
			redirect(303, `${base}/unlock?first=${encodeURIComponent(choice!)}${again}`);
		const given = session.secret === 'pin' ? { first: choice!, second: '' } : { first: first!, second: choice! };
		// A device that does not fit is no wrong try at what the child knows.
		if (device !== null && !(await childPasskeys.fits(entered, String(device)))) redirect(303, `${base}/unlock`);
		const tried = device === null ? await childSecrets.unlock(scope, consultation, given) : { open: true as const };
		if (!tried.open) {
			if (tried.left) redirect(303, `${base}/unlock?left=${tried.left}${again}`);
			await participantSessions.endAll(scope.authorityId, consultation.id);
			redirect(303, `/${event.params.lang}/c?no`);
		}
		await participantSessions.change(session.idHash, { unlockedAt: now(), seenAt: now() });
		redirect(303, again ? `${base}/check?send` : ((await sendHeld(event, entered)) ?? base));
	}
};
