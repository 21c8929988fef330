/** A calendar day, 'YYYY-MM-DD'. */
type Day = string;
/** A moment, ISO 8601 in UTC. */
type Moment = string;

/** The authority's logo, drawn again on the server. One, or none: `authority.logoAt` says which. */
export interface LogoTable {
	authorityId: string;
	/** WebP. */
	image: Uint8Array;
	savedAt: Moment;
}

/** Whom to ring, besides the numbers every help page has. */
export interface HelplineTable {
	authorityId: string;
	id: string;
	position: number;
	name: string;
	number: string;
	/** When somebody answers, as the authority words it. */
	hours: string | null;
	url: string | null;
}

/** A place where the authority's reviews meet. */
export interface VenueTable {
	authorityId: string;
	id: string;
	/** One of forms/options VENUES: what a child chose between. */
	kind: string;
	name: string;
	/** Where it is and how to get in, sealed. */
	address: string | null;
	accessible: number;
	createdAt: Moment;
	/** No longer offered; what met there keeps it. */
	endedAt: Moment | null;
}

/** The last invitation of a member of staff to choose a password. Only the hash of its secret is kept. */
export interface StaffInvitationTable {
	authorityId: string;
	staffId: string;
	secretHash: string;
	madeAt: Moment;
	expiresAt: Moment;
	usedAt: Moment | null;
}

/** A review's latest day moved, or the review cancelled, and why. */
export interface ReviewChangeTable {
	authorityId: string;
	id: string;
	reviewId: string;
	kind: 'moved' | 'cancelled' | 'restored';
	/** The day it was due before. */
	fromOn: Day;
	toOn: Day | null;
	/** Sealed. */
	reason: string;
	changedAt: Moment;
	changedBy: string | null;
}

export interface AdminTables {
	logo: LogoTable;
	helpline: HelplineTable;
	venue: VenueTable;
	staffInvitation: StaffInvitationTable;
	reviewChange: ReviewChangeTable;
}
