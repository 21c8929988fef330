import { needsSecond, type AskedFor, type ReleaseKind } from '#lib/domain/release.ts';
import type { Reader } from '#lib/domain/reading.ts';
import * as audit from './audit.ts';
import { readerOf } from './caseload.ts';
import { after, now } from './clock.ts';
import { sameAuthority, type AuthorityScope } from './db/scope.ts';
import * as erase from './erase.ts';
import { isId, newId } from './ids.ts';
import * as managers from './managers.ts';
import { loggedFirst } from './not-logged.ts';
import * as readings from './readings.ts';
import { opened, openerFor, sealerFor } from './sealing/index.ts';
import { zipOf } from './subject-access/index.ts';

/*
 * A copy of everything about one child, and removing it. One person asks, and where domain/release says so another, a
 * manager, lets it happen. Both are written down.
 */

/** So long after its release a copy can be taken. */
export const TAKEN_WITHIN_DAYS = 14;
const DAY_MS = 86_400_000;

export interface NewRelease {
	kind: ReleaseKind;
	askedFor: AskedFor | null;
	words: string;
	/** Of what was sent, what goes to somebody who is not the child. */
	included: readonly string[];
}

/** What the actor is to the child: the child's IRO and the managers ask for a copy or a removal, nobody else. */
async function asker(scope: AuthorityScope, childId: string): Promise<Reader | undefined> {
	const child = isId(childId)
		? await scope.selectFrom('child').select('child.id').where('child.id', '=', childId).executeTakeFirst()
		: undefined;
	const reader = child && (await readerOf(scope, childId));
	return reader === 'iro' || reader === 'manager' ? reader : undefined;
}

/** The child a release is asked for, as its page shows them; undefined for who may not ask. */
export async function childFor(scope: AuthorityScope, childId: string) {
	if (!(await asker(scope, childId))) return undefined;
	return scope.selectFrom('child').selectAll('child').where('child.id', '=', childId).executeTakeFirst();
}

/** Asks. Returns the release, or undefined when there is no such child for this actor. */
export function ask(scope: AuthorityScope, childId: string, input: NewRelease): Promise<{ id: string } | undefined> {
	return scope.transaction(async (tx) => {
		const reader = await asker(tx, childId);
		if (!reader || !tx.staffId) return undefined;
		const id = newId();
		const { kind, askedFor, words } = input;
		const alone = !needsSecond(kind, askedFor, reader);
		const sealer = await sealerFor(tx, { child: childId });
		const sent = (await sentOf(tx, childId)).map((one) => one.id);
		const row = { id, kind, childId, askedFor, askedAt: now(), askedBy: tx.staffId };
		await tx
			.insertInto('release', {
				...row,
				words: sealer.seal({ table: 'release', row: id, column: 'words' }, words),
				included: input.included.filter((one) => sent.includes(one)).join(','),
				...(alone && { decidedAt: now(), decidedBy: tx.staffId, decision: 'released' })
			})
			.execute();
		await audit.record(tx, `release.${kind}-asked`, id, askedFor);
		if (!alone) {
			const link = `/children/${childId}/everything`;
			await managers.tell(tx, { template: 'release-asked', link, about: { child: childId }, dedupe: `release:${id}` });
		}
		return { id };
	});
}

/** Everything that was sent by and about a child, the latest first, without what it says. */
export function sentOf(scope: AuthorityScope, childId: string) {
	return scope
		.selectFrom('submission')
		.innerJoin('consultation', sameAuthority('consultation.id', 'submission.consultationId'))
		.leftJoin('person', sameAuthority('person.id', 'consultation.personId'))
		.select(['submission.id', 'submission.sentAt', 'submission.supersededAt'])
		.select(['consultation.audience as from', 'person.name as personName'])
		.where('submission.childId', '=', childId)
		.where('submission.sentAt', 'is not', null)
		.orderBy('submission.sentAt', 'desc')
		.execute();
}

/** Why a release cannot be decided by this person now. */
export type DecisionRefusal = 'same-person' | 'decided';

/**
 * Another manager lets it happen, or not. A removal that is released is done at once, and nothing brings it back.
 * Undefined when there is no such release for this actor.
 */
export function decide(
	scope: AuthorityScope,
	id: string,
	decision: 'released' | 'refused'
): Promise<'released' | 'refused' | { refused: DecisionRefusal } | undefined> {
	return scope.transaction(async (tx) => {
		const { actor } = tx;
		const release = await held(tx, id);
		if (!release || actor.kind !== 'staff' || actor.role !== 'manager') return undefined;
		if (release.decidedAt) return { refused: 'decided' } as const;
		if (release.askedBy === actor.staffId) return { refused: 'same-person' } as const;
		const erasing = release.kind === 'erasure' && decision === 'released';
		await tx
			.updateTable('release')
			.set({ decidedAt: now(), decidedBy: actor.staffId, decision, ...(erasing && { doneAt: now(), words: null }) })
			.where('release.id', '=', id)
			.execute();
		await audit.record(tx, `release.${release.kind}-${decision}`, id, release.childId);
		if (erasing) await erase.child(tx, release.childId);
		return decision;
	});
}

/** One release, with its row held until the transaction ends, so that two who decide at once see each other. */
async function held(tx: AuthorityScope, id: string) {
	if (!isId(id)) return undefined;
	await tx
		.updateTable('release')
		.set(({ ref }) => ({ askedAt: ref('release.askedAt') }))
		.where('release.id', '=', id)
		.execute();
	return tx.selectFrom('release').selectAll('release').where('release.id', '=', id).executeTakeFirst();
}

/** What was asked for about a child, the latest first, with who asked and who decided. */
export async function ofChild(scope: AuthorityScope, childId: string) {
	const rows = await scope
		.selectFrom('release')
		.leftJoin('staff as asker', sameAuthority('asker.id', 'release.askedBy'))
		.leftJoin('staff as decider', sameAuthority('decider.id', 'release.decidedBy'))
		.selectAll('release')
		.select(['asker.name as askedByName', 'decider.name as decidedByName'])
		.where('release.childId', '=', childId)
		.orderBy('release.askedAt', 'desc')
		.execute();
	const opener = await openerFor(scope, { child: childId });
	const waiting = rows.filter(({ decidedAt }) => !decidedAt).map(({ askedBy }) => askedBy);
	const deciders = new Map<string, number>();
	for (const asker of new Set(waiting)) deciders.set(asker, (await managers.others(scope, asker)).length);
	return rows.map((row) => ({
		...row,
		words: opened(opener, 'release', row.id)('words', row.words),
		included: row.included.split(',').filter(Boolean),
		ready: isReady(row),
		/** It waits for another manager, and there is none. */
		stuck: !row.decidedAt && deciders.get(row.askedBy) === 0
	}));
}

const isReady = ({ kind, decision, decidedAt }: { kind: string; decision: string | null; decidedAt: string | null }) =>
	kind === 'copy' && decision === 'released' && decidedAt! > after(-TAKEN_WITHIN_DAYS * DAY_MS);

/**
 * The zip of a released copy, for who asked and who released it, and the command line. Every submission in it is written
 * down as read before it is opened. Undefined when there is none for this actor, or no longer.
 */
export async function take(scope: AuthorityScope, id: string): Promise<Uint8Array | undefined> {
	const release = isId(id)
		? await scope.selectFrom('release').selectAll('release').where('release.id', '=', id).executeTakeFirst()
		: undefined;
	if (!release || !isReady(release) || !release.askedFor) return undefined;
	const { actor } = scope;
	const theirs = actor.kind === 'staff' && [release.askedBy, release.decidedBy].includes(actor.staffId);
	if (actor.kind !== 'command-line' && !(theirs && (await asker(scope, release.childId)))) return undefined;
	const sent = (await sentOf(scope, release.childId)).map((one) => one.id);
	const named = release.included.split(',');
	const included = release.askedFor === 'child' ? sent : sent.filter((one) => named.includes(one));
	const permit = await readings.log(scope, included, 'submission.copied', id);
	await loggedFirst(() =>
		scope.transaction(async (tx) => {
			await audit.record(tx, 'release.copy-taken', id, release.childId);
			const first = tx.updateTable('release').set({ doneAt: now() });
			await first.where('release.id', '=', id).where('release.doneAt', 'is', null).execute();
		})
	);
	return zipOf(scope, { childId: release.childId, askedFor: release.askedFor, included }, permit);
}
