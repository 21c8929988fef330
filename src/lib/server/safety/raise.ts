import type { Selectable } from 'kysely';
import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { ConsultationTable } from '../db/schema.ts';
import type { AuthorityScope } from '../db/scope.ts';
import type { AlarmColumns } from '../db/tables/safety.ts';
import { newId } from '../ids.ts';
import { rowOf, sealerFor } from '../sealing/index.ts';
import * as steps from './steps.ts';
import { tell } from './tell.ts';

type Consultation = Selectable<ConsultationTable>;

/** What an alarm says: a choice in the form, a press of the button, or words behind the private door. */
export interface Said {
	kind: AlarmColumns['kind'];
	questionId: string;
	value: string;
	words?: string;
	/** Where the same may not be raised twice. */
	valueIndex?: string;
}

/**
 * Raises an alarm in the caller's transaction: it and the messages that tell of it are there together, or neither is.
 * Its id; undefined where the same was raised before.
 */
export async function raise(tx: AuthorityScope, consultation: Consultation, said: Said): Promise<string | undefined> {
	const { id: consultationId, childId, reviewId } = consultation;
	const id = newId();
	const { seal } = rowOf(await sealerFor(tx, { review: reviewId }), 'safetyFlag', id);
	const made = await tx
		.insertInto('safetyFlag', {
			id,
			childId,
			reviewId,
			consultationId,
			questionId: said.questionId,
			kind: said.kind,
			value: seal('value', said.value)!,
			valueIndex: said.valueIndex ?? null,
			words: seal('words', said.words ?? null),
			raisedAt: now()
		})
		.onConflict((again) => again.doNothing())
		.executeTakeFirst();
	if (!made.numInsertedOrUpdatedRows) return undefined;
	const flag = { id, childId, reviewId, practice: await isPractice(tx, childId) };
	await steps.note(tx, flag, { kind: 'raised' });
	await tell(tx, flag, 'first');
	await audit.record(tx, 'safety-flag.raised', id);
	return id;
}

async function isPractice(tx: AuthorityScope, childId: string): Promise<boolean> {
	const { practiceAt } = await tx
		.selectFrom('child')
		.select('child.practiceAt')
		.where('child.id', '=', childId)
		.executeTakeFirstOrThrow();
	return practiceAt !== null;
}
