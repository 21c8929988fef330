import type { Role } from '#lib/domain/role.ts';
import { isMine } from '../caseload.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';

/** Who may be told of any alarm of their authority. */
const SEES_ALL: readonly Role[] = ['manager', 'duty-team'];

/**
 * Alarms with their child, as far as they are the actor's to act on: the duty team's and a manager's those of their
 * authority, an IRO's those of their own children and what was handed to them, nobody else's.
 */
export function visible(scope: AuthorityScope) {
	const flags = scope
		.selectFrom('safetyFlag')
		.innerJoin('child', sameAuthority('child.id', 'safetyFlag.childId'))
		.innerJoin('consultation', sameAuthority('consultation.id', 'safetyFlag.consultationId'));
	const { actor } = scope;
	if (actor.kind === 'staff' && SEES_ALL.includes(actor.role)) return flags;
	if (actor.kind === 'staff' && actor.role === 'iro')
		return flags.where((eb) => eb.or([isMine(scope)(eb as never), eb('safetyFlag.handedTo', '=', actor.staffId)]));
	return flags.where('safetyFlag.id', 'is', null);
}
