import { redirect } from '@sveltejs/kit';
import { asksFresh, type Rule } from '../access.ts';
import type { EnteredStaff } from '../auth/entered.ts';
import * as keptForms from '../auth/kept-forms.ts';
import { isFresh } from '../auth/staff-sessions.ts';
import type { Event } from './event.ts';

/** Larger than any form that is typed: with a file in it. */
const LARGEST_TYPED = 500_000;

/**
 * Leads a locked session, and one that was not signed in freshly enough for what comes next, to where its owner shows who
 * they are. The address survives, and so does a form that was sent.
 */
export async function staffGate(event: Event, rule: Rule, entered: EnteredStaff): Promise<void> {
	if (rule === 'public' || rule === 'again') return;
	const locked = entered.session.lockedAt !== null;
	const stale = asksFresh(rule, event.request.method) && !isFresh(entered.session);
	if (!locked && !stale) return;
	const { pathname, searchParams } = event.url;
	const asked = [...searchParams].filter(([name]) => !name.startsWith('/'));
	const again = new URLSearchParams({ to: pathname + (asked.length ? `?${new URLSearchParams(asked)}` : '') });
	if (stale) again.set('fresh', '');
	if (event.request.method === 'POST') {
		const kept = await keep(event, entered);
		again.set(kept ? 'kept' : 'lost', kept ?? '');
	}
	redirect(303, `/again?${again}`);
}

/** What was typed, kept for afterwards. Never a password or a code: those pages are filled in again. */
async function keep({ request, url }: Event, { scope, staff }: EnteredStaff): Promise<string | undefined> {
	const length = request.headers.get('content-length');
	if (!length || Number(length) > LARGEST_TYPED || url.pathname.startsWith('/account')) return undefined;
	return keptForms.keep(scope, staff.id, url.pathname + url.search, await request.formData());
}
