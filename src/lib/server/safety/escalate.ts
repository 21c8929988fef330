import { stageOf, toldAt, type Watch } from '#lib/domain/escalation.ts';
import * as audit from '../audit.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import * as duty from '../duty.ts';
import { tell, type Told } from './tell.ts';

/** Practice is passed on once, to show how that is, and then rests. */
const MOST_IN_PRACTICE = 1;

/**
 * Passes on what nobody has seen in time, and says how many alarms that were. Any node may do this at any time: an
 * alarm moves from one stage to the next once.
 */
export async function escalate(scope: AuthorityScope, at: string): Promise<number> {
	const unseen = await unseenOf(scope);
	if (!unseen.length) return 0;
	const watch = duty.watchOf(await duty.of(scope));
	let passedOn = 0;
	for (const { stage, practice, ...flag } of unseen) {
		const due = Math.min(stageOf(flag, at, watch), practice ? MOST_IN_PRACTICE : Infinity);
		if (due > (stage ?? 0) && (await passOn(scope, { ...flag, practice }, due, watch))) passedOn++;
	}
	return passedOn;
}

async function unseenOf(scope: AuthorityScope) {
	const rows = await scope
		.selectFrom('safetyFlag')
		.innerJoin('child', sameAuthority('child.id', 'safetyFlag.childId'))
		.where('safetyFlag.seenAt', 'is', null)
		.where('safetyFlag.handledAt', 'is', null)
		.select([
			'safetyFlag.id',
			'safetyFlag.childId',
			'safetyFlag.reviewId',
			'safetyFlag.raisedAt',
			'safetyFlag.seenAt',
			'safetyFlag.handledAt',
			'safetyFlag.stage',
			'child.practiceAt'
		])
		.execute();
	return rows.map(({ practiceAt, ...row }) => ({ ...row, practice: practiceAt !== null }));
}

/** False when somebody saw it, or another node passed it on, a moment before. */
function passOn(scope: AuthorityScope, flag: Told, stage: number, { after }: Watch): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const mine = await tx
			.updateTable('safetyFlag')
			.set({ stage })
			.where('safetyFlag.id', '=', flag.id)
			.where('safetyFlag.seenAt', 'is', null)
			.where(({ eb, or }) => or([eb('safetyFlag.stage', 'is', null), eb('safetyFlag.stage', '<', stage)]))
			.executeTakeFirst();
		if (!mine.numUpdatedRows) return false;
		await tell(tx, flag, toldAt(stage), stage, Math.round((stage * after) / 6) / 10);
		await audit.record(tx, 'safety-flag.escalated', flag.id);
		return true;
	});
}
