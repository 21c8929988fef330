/** A moment, ISO 8601 in UTC. */
type Moment = string;

/** What a participant is given to come in with: a QR code with a token, and the same as ten symbols to type. */
export interface CardTable {
	authorityId: string;
	id: string;
	consultationId: string;
	madeAt: Moment;
	/** Until then it is claimed, or never. */
	claimBy: Moment;
	/** The first four symbols of its code, by which it is found; null once another card has taken its place. */
	locator: string | null;
	/** Argon2id of the other six with the server's pepper, and the SHA-256 of the token. */
	secretHash: string | null;
	tokenHash: string | null;
	/** Wrong tries at the six since the last right one. */
	tries: number;
	claimedAt: Moment | null;
	/** Too many wrong tries, at the code or at what only the child knows: it opens nothing any more. */
	blockedAt: Moment | null;
	replacedAt: Moment | null;
}

/** What only the child knows, made after the card was claimed: two drawings or two words to find again, or a PIN. */
export interface ChildSecretTable {
	authorityId: string;
	consultationId: string;
	kind: 'doodle' | 'words' | 'pin';
	madeAt: Moment;
	/** Sealed: the strokes of a drawing, a word, or for a PIN its argon2id. */
	first: string;
	/** Sealed; null for a PIN. */
	second: string | null;
	/** What the made-up ones beside them follow from: they are the same each time, so that nothing shows by comparing. */
	seed: string;
	/** Wrong tries since the last right one. */
	tries: number;
}

/** A young person's own device, whose finger, face or PIN unlocks in place of what they know. */
export interface ChildPasskeyTable {
	authorityId: string;
	id: string;
	consultationId: string;
	/** Sealed: its id, public key and counter. */
	credential: string;
	madeAt: Moment;
}

/** A code for ten minutes, used once: to go on with on another device, or to begin together with a worker. */
export interface EntryPassTable {
	authorityId: string;
	id: string;
	consultationId: string;
	kind: 'resume' | 'together';
	codeHash: string;
	madeAt: Moment;
	expiresAt: Moment;
	usedAt: Moment | null;
	/** The worker who helps. */
	staffId: string | null;
}

/** Something about coming in that a worker should know. */
export interface EntryNoteTable {
	authorityId: string;
	id: string;
	consultationId: string;
	reviewId: string;
	kind: 'not-alone' | 'card-tries' | 'secret-tries';
	notedAt: Moment;
}

/** A form that was posted while the page was locked, kept until it is unlocked and then sent once. */
export interface HeldPostTable {
	authorityId: string;
	/** The hash of the session's token. */
	session: string;
	reviewId: string;
	heldAt: Moment;
	/** Sealed: where it goes and its fields. */
	posted: string;
}

export interface EntryTables {
	card: CardTable;
	childSecret: ChildSecretTable;
	childPasskey: ChildPasskeyTable;
	entryPass: EntryPassTable;
	entryNote: EntryNoteTable;
	heldPost: HeldPostTable;
}

/** What a participant's session keeps besides the token and its limits. */
export interface ParticipantSessionState {
	/** The last sign of somebody there. */
	seenAt: Moment | null;
	/** Since when what was said may be shown; null while it is locked. */
	unlockedAt: Moment | null;
	/** When the child said that they can answer on their own. */
	aloneAt: Moment | null;
	/** The worker who started it and helps. */
	helperId: string | null;
}
