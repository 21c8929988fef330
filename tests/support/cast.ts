import type { Role } from '#lib/domain/role.ts';
import type { Audience } from '#lib/domain/audience.ts';
import { formOf } from '#lib/forms/index.ts';
import { findQuestion } from '#lib/forms/engine.ts';
import type { Reply } from '#lib/forms/types.ts';
import * as consultations from '#lib/server/consultations.ts';
import * as contributions from '#lib/server/contributions.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import { newId } from '#lib/server/ids.ts';
import * as openings from '#lib/server/openings.ts';
import * as readings from '#lib/server/readings.ts';
import * as submissions from '#lib/server/submissions.ts';
import * as wishes from '#lib/server/wishes.ts';
import type { World } from './database.ts';

type Home = World['north'];

/** Another member of staff, and for an IRO or a social worker a caseload when a child is named. */
export async function colleague(home: Home, role: Role, childId?: string) {
	const staffId = newId();
	const row = { id: staffId, externalId: null, email: `${staffId}@${home.code}.example`, name: `A ${role}`, role };
	await home.commandLine
		.insertInto('staff', { ...row, passwordHash: null, createdAt: '2026-01-01T09:00:00.000Z', endedAt: null })
		.execute();
	if (childId) await involve(home, staffId, role === 'social-worker' ? 'social-worker' : 'iro', childId);
	return home.as({ kind: 'staff', staffId, role });
}

export async function involve(
	home: Home,
	staffId: string,
	role: 'iro' | 'social-worker',
	childId: string,
	endedOn: string | null = null
) {
	const row = { id: newId(), childId, staffId, externalId: null, role, startedOn: '2025-06-01', endedOn };
	await home.commandLine.insertInto('involvement', row).execute();
}

/** A child of the authority with a review that is due, on the IRO's caseload. */
export async function anotherChild(home: Home, { bornOn = '2013-03-03', dueOn = '2026-12-15', firstName = 'Bo' } = {}) {
	const [childId, reviewId] = [newId(), newId()];
	const createdAt = '2026-01-01T09:00:00.000Z';
	await home.commandLine
		.insertInto('child', {
			id: childId,
			externalId: childId.slice(-8),
			firstName,
			lastName: 'Other',
			bornOn,
			createdAt
		})
		.execute();
	await involve(home, home.iroId, 'iro', childId);
	await home.commandLine.insertInto('review', { id: reviewId, childId, dueOn, createdAt }).execute();
	return { childId, reviewId };
}

export type Said = Record<string, { values?: string[]; words?: string; audience?: Audience }>;

/** Opens a consultation for somebody, who says so much; sent unless told otherwise. */
export async function says(
	home: Home,
	audience: 'child' | 'parent' | 'foster-carer',
	said: Said,
	{ send = true, reviewId = home.reviewId } = {}
) {
	const opened = await consultations.open(home.commandLine, { reviewId, audience });
	if (!opened || 'refused' in opened) throw new Error(`not opened: ${JSON.stringify(opened)}`);
	return saysAgain(home, opened.consultationId, said, send);
}

/** Says more, or something else, in a consultation that is open. */
export async function saysAgain(home: Home, consultationId: string, said: Said, send = true) {
	const consultation = (await consultations.find(home.commandLine, consultationId))!;
	const scope = home.as({ kind: 'participant', consultationId, audience: consultation.audience });
	for (const [id, { values = [], words, audience }] of Object.entries(said)) {
		const question = findQuestion(formOf(consultation), id);
		if (!question) throw new Error(`no question ${id}`);
		const reply: Reply = { state: 'answered', values, words: words ? { words } : {}, audience };
		await submissions.save(scope, consultation, question, reply);
	}
	if (send) await submissions.send(scope, consultation);
	return { consultationId, scope, consultation };
}

/** What came in for a review, opened by somebody; undefined when there is no such review for them. */
export async function readReview(scope: AuthorityScope, reviewId: string) {
	const opened = await readings.open(scope, reviewId);
	return opened && contributions.ofOpened(scope, opened);
}

/** The wishes for a review, opened by somebody; undefined when there is no such review for them. */
export async function readWishes(scope: AuthorityScope, reviewId: string) {
	const opened = await readings.open(scope, reviewId);
	return opened && wishes.ofOpened(scope, opened);
}

/** A manager, or an IRO who is not the child's, who has said why they open a review. */
export async function withReason(home: Home, role: 'iro' | 'manager', reviewId = home.reviewId) {
	const scope = await colleague(home, role);
	await openings.open(scope, reviewId, { why: 'quality', words: 'A look at how reviews are done' });
	return scope;
}
