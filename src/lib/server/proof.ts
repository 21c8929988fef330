import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Replies } from '#lib/forms/types.ts';
import type { SubmissionTable } from './db/schema.ts';
import type { Opener, Sealer } from './sealing/index.ts';

/** What of a submission is fixed when it is sent, beside what was said. */
export type Sent = Pick<
	Selectable<SubmissionTable>,
	'id' | 'consultationId' | 'revision' | 'kind' | 'sentAt' | 'helper' | 'helperHow' | 'assistedBy'
>;

/** What was sent is not what stands there now: it is shown to nobody. */
export class SentChanged extends Error {
	constructor(id: string) {
		super(`submission ${id} is not as it was sent`);
		this.name = 'SentChanged';
	}
}

const place = (id: string) => ({ table: 'submission', row: id, column: 'proof' }) as const;

/**
 * What everything that was sent comes to, sealed: who sent it, when, who helped, and every reply with its choices and
 * words. One changed byte, by a fault or by a hand in the database, and it no longer fits.
 */
export const of = (sealer: Sealer, sent: Sent, said: Replies): string =>
	sealer.seal(place(sent.id), inClear(sent, said));

/** Throws SentChanged unless what stands there is what was sent: also where the proof was taken away. */
export function check(opener: Opener, proof: string | null, sent: Sent, said: Replies): void {
	if (proof === null || opener.open(place(sent.id), proof) !== inClear(sent, said)) throw new SentChanged(sent.id);
}

/** A proof before it is sealed. */
export function inClear(
	{ id, consultationId, revision, kind, sentAt, helper, helperHow, assistedBy }: Sent,
	said: Replies
): string {
	const replies = Object.entries(said)
		.map(([question, { state, values, words, audience }]) => [
			question,
			state,
			audience ?? null,
			[...values].sort(),
			Object.entries(words).sort()
		])
		.sort();
	const all = [id, consultationId, revision, kind, sentAt, helper, helperHow, assistedBy, replies];
	return createHash('sha256').update(JSON.stringify(all)).digest('base64url');
}
