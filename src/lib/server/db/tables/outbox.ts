/** A moment, ISO 8601 in UTC. */
type Moment = string;

/** A message that leaves Sayso. Written in the transaction that is its reason; sent by the outbox's worker. */
export interface OutboxTable {
	authorityId: string;
	id: string;
	createdAt: Moment;
	/** What it says: outbox/templates.ts. */
	template: string;
	language: string;
	channel: 'email' | 'text';
	/** Whom it is for: a member of staff, whose address is looked up on sending, or the address itself, sealed. */
	staffId: string | null;
	address: string | null;
	/** What goes into the template, sealed; gone once it is sent, and so is the address. */
	details: string | null;
	/** Whose key seals it; neither is the authority's. */
	reviewId: string | null;
	childId: string | null;
	/** The same is not posted twice. */
	dedupe: string | null;
	/** 1: before all others, and not held up by the hour's limit. */
	urgent: number;
	state: 'waiting' | 'sent' | 'dead';
	tries: number;
	nextAt: Moment;
	/** Who is sending it now, and until when nobody else may. */
	lease: string | null;
	leasedUntil: Moment | null;
	sentAt: Moment | null;
	/** Why it was not sent, last: a code of `messages-page:reasons`. */
	reason: string | null;
}

/** How many messages an authority has sent in one clock hour, so that a mistake does not become a mass mailing. */
export interface OutboxHourTable {
	authorityId: string;
	/** '2026-11-21T15' in UTC. */
	hour: string;
	sent: number;
	/** When the limit was reached. */
	cappedAt: Moment | null;
}
