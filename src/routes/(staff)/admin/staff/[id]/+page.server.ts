import { error } from '@sveltejs/kit';
import { ROLES } from '#lib/domain/role.ts';
import { ENGLISH } from '#lib/i18n/languages.ts';
import * as assignments from '#lib/server/assignments.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { formatMoment } from '#lib/server/format.ts';
import { isId } from '#lib/server/ids.ts';
import { isSetUp } from '#lib/server/outbox/ways-out.ts';
import * as staff from '#lib/server/staff.ts';
import { keptCode } from '../kept.server.ts';
import { anew, back, change, email, end } from './changes.server.ts';

const stamp = (moment: string | null) => moment && formatMoment(moment, ENGLISH, 'stamp');

export async function load({ locals, params, cookies, url }) {
	const { scope, staff: self } = locals.entered as EnteredStaff;
	const all = isId(params.id) ? await staff.list(scope) : [];
	const member = all.find(({ id }) => id === params.id);
	if (!member) error(404);
	const theirs = await assignments.ofStaff(scope, member.id);
	const roles = [...new Set(theirs.map(({ role }) => role))];
	const takers = all
		.filter(({ id, state }) => id !== member.id && state !== 'left')
		.filter(({ role }) => roles.every((work) => assignments.FITS[work].includes(role)));
	return {
		member: {
			id: member.id,
			name: member.name,
			email: member.email,
			role: member.role,
			externalId: member.externalId,
			state: member.state,
			factors: member.factors,
			breakGlass: member.breakGlassAt !== null,
			last: stamp(member.lastSignedInAt),
			left: stamp(member.endedAt),
			self: member.id === self.id
		},
		children: new Set(theirs.map(({ childId }) => childId)).size,
		takers: takers.map(({ id, name }) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB')),
		roles: ROLES,
		byMail: isSetUp('email'),
		invited: url.searchParams.has('invited'),
		saved: url.searchParams.has('saved'),
		code: keptCode(cookies, params.id)
	};
}

export const actions = {
	change,
	email,
	end,
	back,
	anew
};
