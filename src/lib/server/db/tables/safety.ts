/** A moment, ISO 8601 in UTC. */
type Moment = string;

/** Whom an authority tells when a child may not be safe, when its people are at work, and whom a child can ring. One row, or none. */
export interface DutyTable {
	authorityId: string;
	/** Shared mailboxes and mobile phones of the duty team, and the backup's: JSON lists, sealed. */
	emails: string | null;
	phones: string | null;
	backupEmails: string | null;
	/** The named backup; without one, every manager is. */
	backupStaffId: string | null;
	/** Days at work, '12345' from Monday, and from when to when in England. */
	worksOn: string;
	worksFrom: string;
	worksUntil: string;
	/** Minutes of working time that an alarm may stay unseen. */
	escalateAfter: number;
	/** The authority's own numbers for a child to ring, in working hours and outside them; null is none. */
	dayNumber: string | null;
	nightNumber: string | null;
	/** A sentence of its own for outside working hours, in English. */
	nightText: string | null;
	updatedAt: Moment;
	updatedBy: string | null;
}

/** What happened with an alarm, step by step; never changed afterwards. */
export interface SafetyStepTable {
	authorityId: string;
	id: string;
	flagId: string;
	/** First to last: several happen at one moment. */
	number: number;
	at: Moment;
	kind: 'raised' | 'told' | 'with-others' | 'escalated' | 'seen' | 'handed-over' | 'noted' | 'closed';
	/** Who did it; null for the child, and for Sayso itself. */
	staffId: string | null;
	/** Whom it was given to: a member of staff, or one of the authority's shared addresses. */
	toStaffId: string | null;
	toWhom: 'iro' | 'duty-team' | 'backup' | 'manager' | 'colleague' | null;
	/** The message that told them. */
	outboxId: string | null;
	/** How often it had been passed on, with this time. */
	stage: number | null;
	/** Sealed. */
	note: string | null;
}

/** What an alarm has besides what the form's own choices have. */
export interface AlarmColumns {
	/** Null for a choice in a form. */
	kind: 'help-now' | 'private' | null;
	/** What the child wrote behind the private door; sealed. */
	words: string | null;
	/** How often it has been passed on; null is never. */
	stage: number | null;
	/** Whom it was handed to last. */
	handedTo: string | null;
}
