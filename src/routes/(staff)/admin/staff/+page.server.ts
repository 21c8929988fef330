import { fail, redirect } from '@sveltejs/kit';
import { ROLES } from '#lib/domain/role.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { formatMoment } from '#lib/server/format.ts';
import * as invitations from '#lib/server/invitations.ts';
import { typedIn } from '#lib/server/read-form.ts';
import { isSetUp } from '#lib/server/outbox/ways-out.ts';
import { addressOf, answerQuery, readQuery, STAFF_SORTS } from '#lib/server/staff-query.ts';
import * as staff from '#lib/server/staff.ts';
import { keepCode } from './kept.server.ts';

export async function load({ locals, url }) {
	const { scope } = locals.entered as EnteredStaff;
	const query = readQuery(url.searchParams);
	const { rows, counts } = answerQuery(await staff.list(scope), query);
	return {
		rows: rows.map(({ id, name, email, role, state, factors, lastSignedInAt, breakGlassAt }) => ({
			id,
			name,
			email,
			role,
			state,
			factors,
			breakGlass: breakGlassAt !== null,
			last: lastSignedInAt && formatMoment(lastSignedInAt, ENGLISH, 'stamp')
		})),
		query,
		roles: ROLES,
		filters: counts.map(({ shown, count }) => ({ shown, count, href: addressOf(query, { shown }) })),
		sorts: Object.fromEntries(
			STAFF_SORTS.map((sort) => [sort, addressOf(query, { sort, down: sort === query.sort && !query.down })])
		),
		byMail: isSetUp('email')
	};
}

export const actions = {
	default: async ({ locals, request, cookies }) => {
		const { scope } = locals.entered as EnteredStaff;
		const typed = typedIn(await request.formData());
		const text = (field: string) => typed[field]?.toString() ?? '';
		const made = await invitations.invite(scope, {
			email: text('email'),
			name: text('name'),
			role: text('role'),
			externalId: text('externalId') || null
		});
		if ('refused' in made) return fail(422, { refused: made.refused, typed });
		if (made.handed.by === 'hand') keepCode(cookies, made.id, made.handed.code);
		redirect(303, `/admin/staff/${made.id}?invited`);
	}
};
