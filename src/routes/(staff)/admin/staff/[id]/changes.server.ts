import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { typedIn, type Typed } from '#lib/server/read-form.ts';
import * as changes from '#lib/server/staff-changes.ts';
import { keepCode } from '../kept.server.ts';

type Event = RequestEvent<{ id: string }>;
const scopeOf = ({ locals }: Event) => (locals.entered as EnteredStaff).scope;

/** Name and role. */
export async function change(event: Event) {
	const typed = typedIn(await event.request.formData());
	const { id } = event.params;
	const [name, role] = [String(typed.name ?? ''), String(typed.role ?? '')];
	const done = await changes.change(scopeOf(event), id, { name, role });
	if (!done) error(404);
	if (done !== 'changed') return fail(422, { of: 'change', refused: done.refused as string, typed });
	redirect(303, `/admin/staff/${id}?saved`);
}

/** The address they sign in with. Where an invitation waited, another goes to the new one. */
export async function email(event: Event) {
	const typed = typedIn(await event.request.formData());
	const { id } = event.params;
	const done = await changes.readdress(scopeOf(event), id, String(typed.email ?? ''));
	if (!done) error(404);
	if ('refused' in done) return fail(422, { of: 'email', refused: done.refused as string, typed });
	if (done.handed?.by === 'hand') keepCode(event.cookies, id, done.handed.code);
	redirect(303, `/admin/staff/${id}?${done.handed ? 'invited' : 'saved'}`);
}

/** They leave, and somebody has their children from now on, or knowingly nobody. */
export async function end(event: Event) {
	const typed = typedIn(await event.request.formData());
	const { id } = event.params;
	const to = String(typed.to ?? '');
	const caseload = to ? { to } : typed.leave === 'yes' ? 'left' : undefined;
	const done = await changes.end(scopeOf(event), id, caseload);
	if (!done) error(404);
	if (done !== 'ended') return fail(422, { of: 'end', refused: done.refused as string, typed });
	redirect(303, `/admin/staff/${id}?saved`);
}

/** Somebody who left is there again. */
export async function back(event: Event): Promise<never> {
	if (!(await changes.comeBack(scopeOf(event), event.params.id))) error(404);
	redirect(303, `/admin/staff/${event.params.id}?saved`);
}

/** A new invitation; what opened the account before no longer does. */
export async function anew(event: Event) {
	const { id } = event.params;
	const done = await changes.startAnew(scopeOf(event), id);
	if (!done) error(404);
	if ('refused' in done) return fail(422, { of: 'anew', refused: done.refused as string, typed: {} as Typed });
	if (done.handed.by === 'hand') keepCode(event.cookies, id, done.handed.code);
	redirect(303, `/admin/staff/${id}?invited`);
}
