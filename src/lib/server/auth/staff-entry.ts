import type { Cookies } from '@sveltejs/kit';
import { database } from '../database.ts';
import { AuthorityScope } from '../db/scope.ts';
import type { EnteredStaff } from './entered.ts';
import * as staffSessions from './staff-sessions.ts';

/** Who of the staff is signed in; undefined for nobody, and for somebody who has left or was signed out everywhere. */
export async function enteredStaff(cookies: Cookies): Promise<EnteredStaff | undefined> {
	const session = await staffSessions.current(cookies);
	if (!session) return undefined;
	const found = await database()
		.directory.selectFrom('staff')
		.innerJoin('authority', 'authority.id', 'staff.authorityId')
		.select(['staff.id', 'staff.name', 'staff.role', 'staff.endedAt', 'staff.signedOutAt'])
		.select(['authority.name as of', 'authority.draftLanguages', 'authority.accent', 'authority.nouns'])
		.select(['authority.logoAt', 'authority.logoAlt'])
		.where('staff.authorityId', '=', session.authorityId)
		.where('staff.id', '=', session.staffId)
		.executeTakeFirst();
	if (!found) return undefined;
	const { of: name, draftLanguages, accent, nouns, logoAt, logoAlt, endedAt, signedOutAt, ...staff } = found;
	if (endedAt || (signedOutAt && session.createdAt < signedOutAt)) return undefined;
	const actor = { kind: 'staff', staffId: staff.id, role: staff.role } as const;
	const scope = new AuthorityScope(database().db, session.authorityId, actor);
	const authority = { name, draftLanguages, accent, nouns, logoAt, logoAlt };
	return { kind: 'staff', scope, authority, staff, session };
}
