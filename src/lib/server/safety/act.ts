import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { isId } from '../ids.ts';
import { post } from '../outbox/index.ts';
import { rowOf, sealerFor } from '../sealing/index.ts';
import { setting } from '../settings.ts';
import { colleagues } from './board.ts';
import * as steps from './steps.ts';
import { visible } from './visible.ts';

/** Why a step was not taken; undefined instead where there is no such alarm for this actor. */
export type ActRefusal = 'note-needed' | 'choose-colleague' | 'closed-before';
type Acted = Promise<'done' | { refused: ActRefusal } | undefined>;

/** Stops the clock: somebody has seen it. The first to see it counts; everybody's seeing is a step. */
export function seen(scope: AuthorityScope, id: string): Acted {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return undefined;
		if (flag.seenAt && flag.seenBy === tx.staffId) return 'done' as const;
		if (!flag.seenAt)
			await tx
				.updateTable('safetyFlag')
				.set({ seenAt: now(), seenBy: tx.staffId })
				.where('safetyFlag.id', '=', id)
				.where('safetyFlag.seenAt', 'is', null)
				.execute();
		await steps.note(tx, flag, { kind: 'seen', staffId: tx.staffId });
		await audit.record(tx, 'safety-flag.seen', id);
		return 'done' as const;
	});
}

/** Writes down what was done, and leaves the alarm open. */
export function noted(scope: AuthorityScope, id: string, words: string): Acted {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return undefined;
		const note = words.trim();
		if (!note) return { refused: 'note-needed' } as const;
		await steps.note(tx, flag, { kind: 'noted', staffId: tx.staffId, note });
		await audit.record(tx, 'safety-flag.noted', id);
		return 'done' as const;
	});
}

/** Hands it to a colleague, who is told at once; until they have opened it, it stays with whoever had it. */
export function handOver(scope: AuthorityScope, id: string, to: string, words: string): Acted {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return undefined;
		if (flag.handledAt) return { refused: 'closed-before' } as const;
		if (!(await colleagues(tx)).some((one) => one.id === to)) return { refused: 'choose-colleague' } as const;
		await tx.updateTable('safetyFlag').set({ handedTo: to }).where('safetyFlag.id', '=', id).execute();
		const outboxId = await post(tx, {
			to: { staffId: to },
			template: flag.practiceAt ? 'safety-practice' : 'safety-handed-over',
			language: 'en',
			values: { link: `${setting('ORIGIN')}/safety/${id}` },
			about: { review: flag.reviewId }
		});
		const note = words.trim() || undefined;
		await steps.note(tx, flag, {
			kind: 'handed-over',
			staffId: tx.staffId,
			toStaffId: to,
			toWhom: 'colleague',
			outboxId,
			note
		});
		await audit.record(tx, 'safety-flag.handed-over', id, to);
		return 'done' as const;
	});
}

/** Done with, and what was done. A note is needed. Closing what nobody had opened counts as seeing it. */
export function close(scope: AuthorityScope, id: string, words: string): Acted {
	return scope.transaction(async (tx) => {
		const flag = await own(tx, id);
		if (!flag) return undefined;
		if (flag.handledAt) return { refused: 'closed-before' } as const;
		const note = words.trim();
		if (!note) return { refused: 'note-needed' } as const;
		const { seal } = rowOf(await sealerFor(tx, { review: flag.reviewId }), 'safetyFlag', id);
		const handledAt = now();
		await tx
			.updateTable('safetyFlag')
			.set({ handledAt, handledBy: tx.staffId, handledNote: seal('handledNote', note) })
			.set(flag.seenAt ? {} : { seenAt: handledAt, seenBy: tx.staffId })
			.where('safetyFlag.id', '=', id)
			.execute();
		await steps.note(tx, flag, { kind: 'closed', staffId: tx.staffId, note });
		await audit.record(tx, 'safety-flag.handled', id);
		return 'done' as const;
	});
}

async function own(tx: AuthorityScope, id: string) {
	if (!isId(id)) return undefined;
	return visible(tx)
		.where('safetyFlag.id', '=', id)
		.select([
			'safetyFlag.id',
			'safetyFlag.reviewId',
			'safetyFlag.seenAt',
			'safetyFlag.seenBy',
			'safetyFlag.handledAt',
			'child.practiceAt'
		])
		.executeTakeFirst();
}
