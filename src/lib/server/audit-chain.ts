import type { Selectable } from 'kysely';
import { FIRST, linkHash } from './db/audit-link.ts';
import type { AuditEventTable } from './db/tables/audit.ts';
import type { AuthorityScope } from './db/scope.ts';

/**
 * What can be wrong with the chain at one number: the event is gone; it does not say what it said, or does not follow
 * the one before; the events and the head do not end at the same; or the head kept elsewhere is not in it.
 */
export type Break = 'missing' | 'altered' | 'head' | 'kept-head';

export interface Verification {
	ok: boolean;
	/** How many events are there. */
	events: number;
	/** The end of the chain, to keep elsewhere: `<number>:<hash>`. */
	head: string;
	/** The first number at which it is broken, and how. */
	broken?: { seq: number; why: Break };
	missing: number;
	altered: number;
}

type Event = Selectable<AuditEventTable>;
type Head = Pick<Event, 'seq' | 'hash'>;

/** The end of the chain: keep it where nobody who reaches the database can change it, and verify with it later. */
export async function headOf(scope: AuthorityScope): Promise<string> {
	const { seq, hash } = await readHead(scope);
	return `${seq}:${hash}`;
}

/** A head as it was printed; undefined when it is none. */
export function readKeptHead(text: string): Head | undefined {
	const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? [];
	return seq && hash ? { seq: Number(seq), hash } : undefined;
}

async function readHead(scope: AuthorityScope): Promise<Head> {
	const found = await scope.selectFrom('auditHead').select(['auditHead.seq', 'auditHead.hash']).executeTakeFirst();
	return found ?? { seq: 0, hash: FIRST };
}

const BATCH = 1000;

/** Every event of the authority that is in the chain, first to last, without all of them in memory. */
async function* events(scope: AuthorityScope, until: number): AsyncGenerator<Event> {
	for (let last = -1; ;) {
		const rows = await scope
			.selectFrom('auditEvent')
			.selectAll('auditEvent')
			.where('auditEvent.seq', '>', last)
			.where('auditEvent.seq', '<=', until)
			.orderBy('auditEvent.seq')
			.limit(BATCH)
			.execute();
		yield* rows;
		if (rows.length < BATCH) return;
		last = rows.at(-1)!.seq;
	}
}

/**
 * Reads an authority's whole chain. With a head that was kept elsewhere, also whether the chain still holds it: somebody
 * who can rewrite everything in the database can make a whole chain, but not one with that in it.
 */
export async function verify(scope: AuthorityScope, kept?: Head): Promise<Verification> {
	const head = await readHead(scope); // first: what is added while we read is left for the next time
	const found = new Findings();
	let before: Head = { seq: 0, hash: FIRST };
	let holds = !kept || (kept.seq === 0 && kept.hash === FIRST);
	for await (const event of events(scope, head.seq)) {
		found.events += 1;
		found.gap(before.seq + 1, event.seq);
		// After a gap the hash before cannot be known: the event itself is still held to what it says.
		const previous = event.seq === before.seq + 1 ? before.hash : event.previousHash;
		if (event.previousHash !== previous || linkHash(previous, event) !== event.hash) found.alter(event.seq);
		holds ||= kept?.seq === event.seq && kept.hash === event.hash;
		before = event;
	}
	found.gap(before.seq + 1, head.seq + 1);
	if (before.seq === head.seq && before.hash !== head.hash) found.breaks(head.seq, 'head');
	if (await hasStrays(scope)) found.breaks(head.seq + 1, 'head');
	if (!holds) found.breaks(kept!.seq, 'kept-head');
	return found.told(`${head.seq}:${head.hash}`);
}

/** Whether there are events outside the chain: past its end or without a number. One query: nothing is added meanwhile. */
async function hasStrays(scope: AuthorityScope): Promise<boolean> {
	const found = await scope
		.selectFrom('auditEvent')
		.leftJoin('auditHead', 'auditHead.authorityId', 'auditEvent.authorityId')
		.select('auditEvent.id')
		.where(({ eb, ref, or }) =>
			or([
				eb('auditHead.seq', 'is', null),
				eb('auditEvent.seq', 'is', null),
				eb('auditEvent.seq', '<', 1),
				eb('auditEvent.seq', '>', ref('auditHead.seq'))
			])
		)
		.executeTakeFirst();
	return found !== undefined;
}

/** What has been found so far; the first break is the one that is told. */
class Findings {
	events = 0;
	#missing = 0;
	#altered = 0;
	#broken: Verification['broken'];

	breaks(seq: number, why: Break): void {
		if (!this.#broken || seq < this.#broken.seq) this.#broken = { seq, why };
	}
	gap(expected: number, seq: number): void {
		if (seq <= expected) return;
		this.#missing += seq - expected;
		this.breaks(expected, 'missing');
	}
	alter(seq: number): void {
		this.#altered += 1;
		this.breaks(seq, 'altered');
	}
	told(head: string): Verification {
		const [events, missing, altered, broken] = [this.events, this.#missing, this.#altered, this.#broken];
		return { ok: !broken, events, head, ...(broken && { broken }), missing, altered };
	}
}
