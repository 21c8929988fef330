import type { Why } from '#lib/domain/opening.ts';
import type { Language } from '#lib/i18n/languages.ts';
import type { EnteredParticipant } from './auth/entered.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import { formatMoment } from './format.ts';

/** Somebody who opened what a participant sent, in words for them. */
export interface ReaderView {
	name: string;
	/** `child:readers.role.<role>` */
	role: 'iro' | 'other-iro' | 'manager' | 'social-worker' | 'office';
	on: string;
	/** They read what was sent before it was changed. */
	earlier: boolean;
	/** Why somebody opened it who is not the child's, as they chose; their words are for managers. */
	why: Why | null;
	/** When they took a copy of it. */
	copied: string[];
}

/** Who opened what a child sent, first to last, what they do, and when first. */
export async function own(entered: EnteredParticipant, language: Language): Promise<ReaderView[]> {
	const { scope, consultation } = entered;
	const rows = await scope
		.selectFrom('reading')
		.innerJoin('submission', sameAuthority('submission.id', 'reading.submissionId'))
		.innerJoin('staff', sameAuthority('staff.id', 'reading.staffId'))
		.select([
			'staff.id',
			'staff.name',
			'staff.role',
			'reading.readAt',
			'reading.submissionId',
			'submission.supersededAt'
		])
		.where('submission.consultationId', '=', consultation.id)
		.orderBy('reading.readAt')
		.execute();
	const iros = await theirIros(scope, consultation.childId);
	const reasons = await reasonsFor(scope, consultation.reviewId);
	const copies = await copiesOf(
		scope,
		rows.map(({ submissionId }) => submissionId)
	);
	return rows.map(({ id, name, role, readAt, submissionId, supersededAt }) => ({
		name,
		role: roleOf(role, iros.has(id)),
		on: formatMoment(readAt, language),
		earlier: supersededAt !== null,
		why: iros.has(id) ? null : (reasons.get(id) ?? null),
		copied: copies
			.filter((copy) => copy.actor === `staff:${id}` && copy.subject === submissionId)
			.map(({ at }) => formatMoment(at, language))
	}));
}

function roleOf(role: string, theirs: boolean): ReaderView['role'] {
	if (theirs) return 'iro';
	if (role === 'iro') return 'other-iro';
	return role === 'manager' || role === 'social-worker' ? role : 'office';
}

/** The child's IROs, present and past. */
async function theirIros(scope: AuthorityScope, childId: string): Promise<Set<string>> {
	const rows = await scope
		.selectFrom('involvement')
		.select('involvement.staffId')
		.where('involvement.childId', '=', childId)
		.where('involvement.role', '=', 'iro')
		.execute();
	return new Set(rows.map(({ staffId }) => staffId));
}

/** The first reason each gave for opening the review. */
async function reasonsFor(scope: AuthorityScope, reviewId: string): Promise<Map<string, Why>> {
	const rows = await scope
		.selectFrom('opening')
		.select(['opening.staffId', 'opening.why'])
		.where('opening.reviewId', '=', reviewId)
		.orderBy('opening.openedAt', 'desc')
		.execute();
	return new Map(rows.map(({ staffId, why }) => [staffId, why]));
}

async function copiesOf(scope: AuthorityScope, submissions: string[]) {
	if (!submissions.length) return [];
	return scope
		.selectFrom('auditEvent')
		.select(['auditEvent.at', 'auditEvent.actor', 'auditEvent.subject'])
		.where('auditEvent.action', '=', 'submission.copied')
		.where('auditEvent.subject', 'in', submissions)
		.orderBy('auditEvent.seq')
		.execute();
}
