import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

/** What was done, noun first: 'review.recorded'. */
export type AuditAction = `${string}.${string}`;

/** Who acts, as the log names them: `staff:<id>`, `consultation:<id>` or `command-line`. */
function actorOf({ actor }: AuthorityScope): string {
	if (actor.kind === 'staff') return `staff:${actor.staffId}`;
	return actor.kind === 'participant' ? `consultation:${actor.consultationId}` : actor.kind;
}

/** Writes down that the actor did something to a record, by id. Inside a transaction it stands or falls with it. */
export async function record(scope: AuthorityScope, action: AuditAction, subject: string): Promise<void> {
	await scope.insertInto('auditEvent', { id: newId(), at: now(), actor: actorOf(scope), action, subject }).execute();
}

/** What was done to one record, first to last. */
export function of(scope: AuthorityScope, subject: string) {
	return scope
		.selectFrom('auditEvent')
		.where('auditEvent.subject', '=', subject)
		.select(['auditEvent.at', 'auditEvent.actor', 'auditEvent.action'])
		.orderBy('auditEvent.id')
		.execute();
}
