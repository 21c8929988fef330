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
	session: ParticipantSession;
}

/** What a participant's session says of them now. */
export interface ParticipantSession {
	idHash: string;
	/** The last sign of somebody there. */
	seenAt: string | null;
	/** Nothing is shown until it is unlocked. */
	locked: boolean;
	/** A child has said that they can answer on their own. */
	alone: boolean;
	/** What only the child knows, once it is made. */
	secret: ChildSecretTable['kind'] | null;
	/** After so many minutes without a sign of somebody it locks. */
	lockMinutes: number;
	/** The child's age; undefined for an adult. */
	age: number | undefined;
	/** The worker who started it and helps. */
	helper: { id: string; name: string } | null;
}

/** Somebody who came in, and the scope that gives them. */
export type Entered = EnteredStaff | EnteredParticipant;

/** True for a child who has come all the way in: on their own, not locked, with something only they know. */
export const isOpenToChild = ({ consultation, session }: EnteredParticipant): boolean =>
	consultation.audience === 'child' && session.alone && !session.locked && session.secret !== null;
