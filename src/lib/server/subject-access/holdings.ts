import type { OwnedTable } from '../db/schema.ts';

/** By which column a table's rows are one child's, and what of them is a key or a means, not about the child. */
interface Held {
	by: 'id' | 'childId' | 'reviewId' | 'consultationId' | 'submissionId' | 'flagId';
	/** In the order of the table's own reader; by id otherwise. */
	without?: readonly string[];
}

/** Why a table holds nothing for a child: it is about staff or the authority, or it is a key that opens something. */
type Nothing = 'authority' | 'staff' | 'key' | 'passing';

/**
 * What every table of an authority holds about one child. A new table is decided here, or it does not compile; `key` is
 * what opens something and would only help a thief, `passing` is gone by itself within the hour or the week.
 */
export const HOLDINGS: Record<OwnedTable, Held | Nothing> = {
	child: { by: 'id' },
	episode: { by: 'childId' },
	involvement: { by: 'childId' },
	person: { by: 'childId', without: ['emailIndex', 'phoneIndex', 'email', 'phone', 'address'] },
	review: { by: 'childId' },
	reviewChange: { by: 'reviewId' },
	meeting: { by: 'reviewId' },
	attendee: { by: 'reviewId' },
	consultation: { by: 'childId', without: ['codeHash'] },
	submission: { by: 'childId', without: ['proof'] },
	reply: { by: 'submissionId' },
	answer: { by: 'submissionId' },
	words: { by: 'submissionId' },
	reading: { by: 'submissionId' },
	wish: { by: 'childId' },
	safetyFlag: { by: 'childId', without: ['valueIndex'] },
	safetyStep: { by: 'flagId' },
	entryNote: { by: 'reviewId' },
	opening: { by: 'childId' },
	release: { by: 'childId' },
	upload: { by: 'childId' },
	card: 'key',
	childSecret: 'key',
	childPasskey: 'key',
	entryPass: 'key',
	adultEntry: 'key',
	sealingKey: 'key',
	wrappingKey: 'key',
	heldPost: 'passing',
	outbox: 'passing',
	uploadPiece: 'passing',
	outboxHour: 'authority',
	duty: 'authority',
	participationText: 'authority',
	auditHead: 'authority',
	auditEvent: 'authority',
	logo: 'authority',
	helpline: 'authority',
	venue: 'authority',
	signInProvider: 'authority',
	staff: 'staff',
	profile: 'staff',
	staffInvitation: 'staff',
	staffFactor: 'staff',
	recoveryCode: 'staff',
	staffIdentity: 'staff',
	keptForm: 'staff'
};

/** The tables that hold something about a child, in the order they are handed over. */
export const HELD = (Object.entries(HOLDINGS) as [OwnedTable, Held | Nothing][]).flatMap(([table, held]) =>
	typeof held === 'string' ? [] : [{ table, ...held }]
);
