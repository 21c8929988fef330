import { createHash } from 'node:crypto';

/** What of an event goes into its hash. */
export interface Link {
	authorityId: string;
	seq: number;
	id: string;
	at: string;
	actor: string;
	action: string;
	subject: string;
	detail: string | null;
}

/** What the first event of an authority follows. */
export const FIRST = '0'.repeat(64);

/**
 * The hash of one event and of all before it: SHA-256 over the hash before and what the event says, in this order, as
 * JSON, in hexadecimal. Frozen like a migration: another way to count would break every chain there is.
 */
export function linkHash(previous: string, { authorityId, seq, id, at, actor, action, subject, detail }: Link): string {
	const told = JSON.stringify([1, previous, authorityId, seq, id, at, actor, action, subject, detail]);
	return createHash('sha256').update(told).digest('hex');
}
