import type { Selectable } from 'kysely';
import { clean } from '#lib/forms/engine.ts';
import { LONGEST_WORDS } from '#lib/forms/types.ts';
import { ownId } from '../consultations.ts';
import type { ConsultationTable } from '../db/schema.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { blindIndex } from '../sealing/index.ts';
import { raise } from './raise.ts';

/*
 * What a child raises without a form, and what they see of it afterwards: when they said it, and whether somebody has
 * seen it. Never what they wrote: who takes the device next must not read it.
 */

type Consultation = Selectable<ConsultationTable>;
type Kind = 'help-now' | 'private';

/** The child pressed "I need help now". Pressed again before anybody has seen it, it is the same alarm. */
export function needHelpNow(scope: AuthorityScope, consultation: Consultation): Promise<'told' | 'told-before'> {
	return scope.transaction(async (tx) => {
		const said = { kind: 'help-now', questionId: 'help-now', value: 'help-now' } as const;
		const raised = await raise(tx, consultation, { ...said, valueIndex: await indexOf(tx, 'help-now', '') });
		return raised ? 'told' : 'told-before';
	});
}

export type PrivateRefusal = 'nothing-written' | 'too-long';

/** Words for the IRO that are no part of the form. The same sent twice, before anybody has seen it, is sent once. */
export async function tellPrivately(
	scope: AuthorityScope,
	consultation: Consultation,
	typed: string
): Promise<'told' | { refused: PrivateRefusal }> {
	const words = clean(typed);
	if (!words) return { refused: 'nothing-written' };
	if (words.length > LONGEST_WORDS) return { refused: 'too-long' };
	await scope.transaction(async (tx) => {
		const valueIndex = await indexOf(tx, 'private', words);
		await raise(tx, consultation, { kind: 'private', questionId: 'private', value: 'private', words, valueIndex });
	});
	return 'told';
}

/** The same for the same words until one of the kind is seen; then another, so that nothing is lost that is said again. */
async function indexOf(tx: AuthorityScope, kind: Kind, words: string): Promise<string> {
	const { seen } = await tx
		.selectFrom('safetyFlag')
		.select(({ fn }) => fn.countAll<number>().as('seen'))
		.where('safetyFlag.consultationId', '=', ownId(tx))
		.where('safetyFlag.kind', '=', kind)
		.where('safetyFlag.seenAt', 'is not', null)
		.executeTakeFirstOrThrow();
	return blindIndex(tx, 'safety-flag', `${ownId(tx)}:${kind}:${seen}:${words}`);
}

/** When this child raised something of the kind, the latest first, and whether somebody has seen it since. */
export function own(scope: AuthorityScope, kind: Kind) {
	return scope
		.selectFrom('safetyFlag')
		.select(['safetyFlag.raisedAt', 'safetyFlag.seenAt', 'safetyFlag.handledAt'])
		.where('safetyFlag.consultationId', '=', ownId(scope))
		.where('safetyFlag.kind', '=', kind)
		.orderBy('safetyFlag.id', 'desc')
		.limit(5)
		.execute();
}
