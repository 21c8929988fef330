import type { Why } from '#lib/domain/opening.ts';
import type { AskedFor, ReleaseKind } from '#lib/domain/release.ts';

type Day = string;
type Moment = string;

/** Somebody opened a review of a child who is not theirs, and said why. It holds for that review on that day. */
export interface OpeningTable {
	authorityId: string;
	id: string;
	reviewId: string;
	childId: string;
	staffId: string;
	openedAt: Moment;
	/** The day in England it holds for. */
	openedOn: Day;
	why: Why;
	/** In their words, sealed. */
	words: string;
}

/** Somebody asked for a copy of everything about a child, or to have it removed; somebody else lets it happen, or not. */
export interface ReleaseTable {
	authorityId: string;
	id: string;
	kind: ReleaseKind;
	/** Not a reference: what was removed was removed for somebody. */
	childId: string;
	askedFor: AskedFor | null;
	askedAt: Moment;
	askedBy: string;
	/** Why, in words, sealed; gone when the child is removed. */
	words: string | null;
	/** Submissions of the child that go into a copy for somebody else, ids with commas between. */
	included: string;
	decidedAt: Moment | null;
	decidedBy: string | null;
	decision: 'released' | 'refused' | null;
	/** When the copy was first taken, or the child removed. */
	doneAt: Moment | null;
}
