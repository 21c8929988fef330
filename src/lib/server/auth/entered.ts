import type { Selectable } from 'kysely';
import type { Role } from '#lib/domain/role.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { AuthorityTable, ConsultationTable } from '../db/schema.ts';

export interface EnteredStaff {
	kind: 'staff';
	scope: AuthorityScope;
	authority: Selectable<AuthorityTable>;
	staff: { id: string; name: string; role: Role };
}

export interface EnteredParticipant {
	kind: 'participant';
	scope: AuthorityScope;
	authority: Selectable<AuthorityTable>;
	consultation: Selectable<ConsultationTable>;
}

/** Somebody who came in, and the scope that gives them. */
export type Entered = EnteredStaff | EnteredParticipant;
