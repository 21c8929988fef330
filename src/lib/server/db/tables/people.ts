/** A moment, ISO 8601 in UTC. */
type Moment = string;

/** How an adult round a child is reached, and what else decides what they may know. */
export interface PersonContactColumns {
	/** Sealed with the child's key, as are the phone and the address. */
	email: string | null;
	phone: string | null;
	address: string | null;
	/** Found by: a blind index of the address as it is compared. */
	emailIndex: string | null;
	phoneIndex: string | null;
	/** Since when nobody but those who may know is told where this person lives. */
	confidentialAt: Moment | null;
	/** Since when this person has no contact with the child: a court, or the authority, has said so. */
	noContactAt: Moment | null;
	contactSavedAt: Moment | null;
}

/** How an adult proved, beside the code of their letter, that it is them. */
export type Proof = 'email' | 'text' | 'spoken';

export interface VerifiedColumns {
	/** The first time an adult came in with the code of the letter and something else; from then on that alone does. */
	verifiedAt: Moment | null;
	verifiedBy: Proof | null;
	/** The episode of care the child was in when a carer was asked: what ends it ends the carer's way in. */
	episodeId: string | null;
}

/** One way in for one adult, for a few minutes: only hashes are kept of what opens it. */
export interface AdultEntryTable {
	authorityId: string;
	id: string;
	consultationId: string;
	/** Of the cookie of the browser that asked; null for a code that a worker reads out. */
	browserHash: string | null;
	/** Null while only the letter's code has been given. */
	proof: Proof | null;
	linkHash: string | null;
	digitsHash: string | null;
	/** 1 when this browser gave the letter's code. */
	withCode: number;
	/** Wrong digits typed. */
	tries: number;
	madeAt: Moment;
	/** The member of staff who read a code out. */
	madeBy: string | null;
	expiresAt: Moment;
	usedAt: Moment | null;
}
