import { now } from './clock.ts';
import { FIRST, linkHash } from './db/audit-link.ts';
import type { AuditHeadTable } from './db/tables/audit.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

/** What was done, noun first: 'review.recorded'. Its words for people are `audit:actions.<noun>.<verb>`. */
export type AuditAction = `${string}.${string}`;

/** Who acts, as the log names them: `staff:<id>`, `consultation:<id>` or `command-line`. */
export function actorOf({ actor }: AuthorityScope): string {
	if (actor.kind === 'staff') return `staff:${actor.staffId}`;
	return actor.kind === 'participant' ? `consultation:${actor.consultationId}` : actor.kind;
}

/**
 * Writes down that the actor did something to a record, by id, at the end of the authority's chain. Inside a
 * transaction it stands or falls with it. `detail` is an id or a code, never words: an event is kept for good.
 */
export async function record(
	scope: AuthorityScope,
	action: AuditAction,
	subject: string,
	detail: string | null = null
): Promise<void> {
	await scope.transaction(async (tx) => {
		const head = await takeHead(tx);
		const event = { id: newId(), at: now(), actor: actorOf(tx), action, subject, detail, seq: head.seq };
		const hash = linkHash(head.hash, { ...event, authorityId: tx.authorityId });
		await tx.insertInto('auditEvent', { ...event, previousHash: head.hash, hash }).execute();
		await tx.updateTable('auditHead').set({ hash }).execute();
	});
}

type Head = Omit<AuditHeadTable, 'authorityId'>;

/**
 * The next number, and the hash it follows. Whoever else would add an event to this authority's chain waits from here
 * until the transaction ends, and so sees it.
 */
async function takeHead(tx: AuthorityScope): Promise<Head> {
	const taken = await next(tx);
	if (taken) return taken;
	const first = { seq: 0, hash: FIRST };
	await tx
		.insertInto('auditHead', first)
		.onConflict((there) => there.doNothing())
		.execute();
	return (await next(tx))!;
}

const next = (tx: AuthorityScope): Promise<Head | undefined> =>
	tx
		.updateTable('auditHead')
		.set(({ eb }) => ({ seq: eb('auditHead.seq', '+', 1) }))
		.returning(['auditHead.seq', 'auditHead.hash'])
		.executeTakeFirst();

/** What was done to one record, first to last. */
export function of(scope: AuthorityScope, subject: string) {
	return scope
		.selectFrom('auditEvent')
		.where('auditEvent.subject', '=', subject)
		.select(['auditEvent.at', 'auditEvent.actor', 'auditEvent.action', 'auditEvent.detail'])
		.orderBy('auditEvent.seq')
		.execute();
}
