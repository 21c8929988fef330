import { isSealed } from '#lib/forms/sealed.ts';
import type { OwnedTable } from '../db/schema.ts';

/** One column that is kept sealed. */
export interface SealedField {
	table: OwnedTable;
	column: string;
	/** Whose key it is sealed with; 'about' where each row says so itself. */
	owner: 'review' | 'child' | 'authority' | 'about';
	/** True for what an earlier version stored in clear: move.ts brings it under seal. */
	moved?: true;
}

/**
 * Everything that is kept sealed: what people wrote, how to reach them, and choices that say as much as words. The test
 * that looks for leaks is made from this list, and so is the move of what was once in clear.
 *
 * In clear stays what the database itself must sort, find or count: days, ids, names of children and staff, roles, codes
 * of the return, the state of a reply and choices that harm nobody. docs/decisions/010 says so column by column.
 */
export const SEALED: readonly SealedField[] = [
	// What a child or an adult wrote, and the choices listed in forms/sealed.ts.
	{ table: 'words', column: 'words', owner: 'review', moved: true },
	{ table: 'answer', column: 'value', owner: 'review', moved: true },
	// What everything that was sent comes to, so that a change shows.
	{ table: 'submission', column: 'proof', owner: 'review' },
	// Who sat beside the child, by name.
	{ table: 'submission', column: 'helperName', owner: 'review', moved: true },
	// What a child asks for, and the answer in words: whom they do not want there, what they do not want to talk about.
	{ table: 'wish', column: 'value', owner: 'review', moved: true },
	{ table: 'wish', column: 'words', owner: 'review', moved: true },
	{ table: 'wish', column: 'reason', owner: 'review', moved: true },
	{ table: 'wish', column: 'privateNote', owner: 'review', moved: true },
	// What made a child not safe, and what was done about it.
	{ table: 'safetyFlag', column: 'value', owner: 'review', moved: true },
	{ table: 'safetyFlag', column: 'handledNote', owner: 'review', moved: true },
	// What a child wrote behind the private door, and what staff wrote about any alarm.
	{ table: 'safetyFlag', column: 'words', owner: 'review' },
	{ table: 'safetyStep', column: 'note', owner: 'review' },
	// Where messages go and what goes into them, until they have left; whom an authority's alarms go to.
	{ table: 'outbox', column: 'address', owner: 'about' },
	{ table: 'outbox', column: 'details', owner: 'about' },
	{ table: 'duty', column: 'emails', owner: 'authority' },
	{ table: 'duty', column: 'phones', owner: 'authority' },
	{ table: 'duty', column: 'backupEmails', owner: 'authority' },
	// What only a child knows, and what was sent from a page that had locked.
	{ table: 'childSecret', column: 'first', owner: 'review' },
	{ table: 'childSecret', column: 'second', owner: 'review' },
	{ table: 'childPasskey', column: 'credential', owner: 'review' },
	{ table: 'heldPost', column: 'posted', owner: 'review' },
	// How an adult round the child is reached, and where they live.
	{ table: 'person', column: 'email', owner: 'child' },
	{ table: 'person', column: 'phone', owner: 'child' },
	{ table: 'person', column: 'address', owner: 'child' },
	// Why a child was not there (ill, in custody, afraid), and why an IRO chose another code: free words.
	{ table: 'review', column: 'notAttendedReason', owner: 'review', moved: true },
	{ table: 'review', column: 'codeReason', owner: 'review', moved: true },
	// Whose house, which school: an address.
	{ table: 'meeting', column: 'venueNote', owner: 'review', moved: true },
	// Names of family, friends and teachers, and why somebody was kept away.
	{ table: 'attendee', column: 'name', owner: 'review', moved: true },
	{ table: 'attendee', column: 'notAppropriate', owner: 'review', moved: true },
	// Why somebody opened a child's review who is not that child's, and why a copy or a removal was asked for.
	{ table: 'opening', column: 'words', owner: 'review' },
	{ table: 'release', column: 'words', owner: 'child' },
	// Why a review was moved or cancelled; where a place is and how to get in.
	{ table: 'reviewChange', column: 'reason', owner: 'review' },
	{ table: 'venue', column: 'address', owner: 'authority' },
	// What a second step is called and made of, an authority's secret for its own sign-in, and a form sent while locked.
	{ table: 'staffFactor', column: 'name', owner: 'authority' },
	{ table: 'staffFactor', column: 'secret', owner: 'authority' },
	{ table: 'signInProvider', column: 'clientSecret', owner: 'authority' },
	{ table: 'keptForm', column: 'fields', owner: 'authority' }
];

/** The primary key after the authority, where it is not the id. The chosen values of a sealed question are one row. */
const KEYS: Partial<Record<OwnedTable, readonly string[]>> = {
	words: ['submissionId', 'questionId', 'field'],
	answer: ['submissionId', 'questionId'],
	childSecret: ['consultationId'],
	heldPost: ['session'],
	duty: []
};

export type AnyRow = Readonly<Record<string, unknown>>;

/** A row as a sealed value of it is bound to: its primary key after the authority, joined by ':'. */
export const rowKey = (table: OwnedTable, row: AnyRow): string =>
	(KEYS[table] ?? ['id']).map((column) => String(row[column])).join(':');

/** True when this value of a row is one to seal: of answers, only those of the questions listed. */
export const isToSeal = ({ table }: Pick<SealedField, 'table'>, row: AnyRow): boolean =>
	table !== 'answer' || isSealed(String(row.questionId));

/** Long enough for every choice of a question, so that how many were chosen does not show. */
const CHOICES = 250;

/** The chosen values of a sealed question as one text, and back. */
export const asOne = (values: readonly string[]): string => JSON.stringify(values).padEnd(CHOICES);
export const asMany = (text: string): string[] => JSON.parse(text) as string[];
