/** One thing done to a record, and its place in the authority's chain of events. Only ever added to. */
export interface AuditEventTable {
	authorityId: string;
	id: string;
	at: string;
	actor: string;
	action: string;
	/** The id of what it was done to. */
	subject: string;
	/** More that is needed to understand it: an id or a code, never words. */
	detail: string | null;
	/** 1 for the authority's first event, then without a gap. */
	seq: number;
	/** The hash of the event before. */
	previousHash: string;
	hash: string;
}

/** The last event of an authority's chain. Whoever adds one holds this row. */
export interface AuditHeadTable {
	authorityId: string;
	seq: number;
	hash: string;
}
