import type { Selectable } from 'kysely';
import type { Role } from '#lib/domain/role.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { AuthorityTable, ConsultationTable } from '../db/schema.ts';
import type { ChildSecretTable } from '../db/tables/entry.ts';
import type { StaffSession } from './staff-sessions.ts';

/** What every page of an authority needs to know of it. */
export type EnteredAuthority = Pick<
	Selectable<AuthorityTable>,
	'name' | 'draftLanguages' | 'accent' | 'nouns' | 'logoAt' | 'logoAlt'
>;

export interface EnteredStaff {
	kind: 'staff';
	scope: AuthorityScope;
	authority: EnteredAuthority;
	staff: { id: string; name: string; role: Role };
	session: StaffSession;
}

export interface EnteredParticipant {
	kind: 'participant';
	scope: AuthorityScope;
	authority: EnteredAuthority;
	consultation: Selectable<ConsultationTable>;
}

/** Somebody who came in, and the scope that gives them. */
export type Entered = EnteredStaff | EnteredParticipant;
