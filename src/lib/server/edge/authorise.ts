import { redirect, type Handle } from '@sveltejs/kit';
import { asked, may, ruleOf, type Rule } from '../access.ts';
import { hasClosed } from '../auth/adults.ts';
import { enteredParticipant } from '../auth/enter.ts';
import type { Entered, EnteredParticipant } from '../auth/entered.ts';
import * as participantSessions from '../auth/participant-sessions.ts';
import { enteredStaff } from '../auth/staff-entry.ts';
import { lookOf } from '../look.ts';
import { childGate } from './child-gate.ts';
import type { Event } from './event.ts';
import { staffGate } from './staff-gate.ts';
import { nothingHere } from './trouble.ts';

/** Every request passes here: no listed rule, no entry; and only here does anyone get a scope. */
export const authorise: Handle = async ({ event, resolve }) => {
	const { locals, route } = event;
	const rule = route.id && ruleOf(route.id);
	if (!rule) return nothingHere(event);
	if (rule === 'alike') return resolve(event);
	locals.entered = await whoEntered(event, rule);
	if (locals.entered?.kind === 'participant') locals.look = lookOf(locals.entered.consultation);
	if (locals.entered?.kind === 'staff') await staffGate(event, rule, locals.entered);
	if (rule === 'adult') await adultGate(event);
	if (isRefused(event, rule)) return nothingHere(event);
	if (rule === 'child') await childGate(event, locals.entered as EnteredParticipant);
	const response = await resolve(event);
	if (locals.entered || rule !== 'public') response.headers.set('cache-control', 'no-store');
	return response;
};

async function whoEntered({ cookies, params }: Event, rule: Rule): Promise<Entered | undefined> {
	const participant = rule === 'child' || rule === 'adult' || (rule === 'public' && params.lang);
	return participant ? enteredParticipant(cookies) : enteredStaff(cookies);
}

/** An adult whose part is over is told so, and what to do; of one who is in it is noted that they are there. */
async function adultGate({ cookies, locals: { entered }, params }: Event): Promise<void> {
	if (entered?.kind === 'participant') await participantSessions.seen(entered.session);
	else if (await hasClosed(cookies)) redirect(303, `/${params.lang}/closed`);
}

/** Redirects a stranger to the right door; true for a known person at the wrong one, who finds nothing there. */
function isRefused({ locals, params, request, url }: Event, rule: Rule): boolean {
	if (rule === 'public') return false;
	const { entered } = locals;
	if (rule === 'child' || rule === 'adult') {
		if (entered?.kind !== 'participant') redirect(303, `/${params.lang}/c?again`);
		return (entered.consultation.audience === 'child') !== (rule === 'child');
	}
	if (entered?.kind !== 'staff') redirect(303, '/sign-in');
	const action = [...url.searchParams.keys()].find((key) => key.startsWith('/'))?.slice(1);
	const wanted = asked(rule, request.method, action);
	return wanted !== 'staff' && (wanted === 'never' || !may(entered.staff.role, wanted));
}
