import { clockOf } from '#lib/domain/escalation.ts';
import * as audit from '../audit.ts';
import { current } from '../caseload.ts';
import { now } from '../clock.ts';
import { sameAuthority, type AuthorityScope } from '../db/scope.ts';
import * as duty from '../duty.ts';
import { isId } from '../ids.ts';
import { loggedFirst } from '../not-logged.ts';
import { nameOf } from '../reviews.ts';
import { opened, openerFor } from '../sealing/index.ts';
import * as steps from './steps.ts';
import { visible } from './visible.ts';

/** What is done with stays in sight for so long. */
const CLOSED_MS = 30 * 86_400_000;

const rowsOf = (scope: AuthorityScope) =>
	visible(scope)
		.leftJoin('staff as seer', sameAuthority('seer.id', 'safetyFlag.seenBy'))
		.leftJoin('staff as handler', sameAuthority('handler.id', 'safetyFlag.handledBy'))
		.leftJoin('staff as holder', sameAuthority('holder.id', 'safetyFlag.handedTo'))
		.select([
			'safetyFlag.id',
			'safetyFlag.childId',
			'safetyFlag.reviewId',
			'safetyFlag.kind',
			'safetyFlag.raisedAt',
			'safetyFlag.seenAt',
			'safetyFlag.handledAt',
			'safetyFlag.stage',
			'child.firstName',
			'child.lastName',
			'child.knownAs',
			'child.externalId as childExternalId',
			'child.practiceAt',
			'consultation.audience as from',
			'seer.name as seenBy',
			'handler.name as handledBy',
			'holder.name as handedTo'
		]);

/**
 * Alarms for the screen: what nobody has seen, the longest waiting first, then what somebody is dealing with, then what
 * was done with lately. Whose and how long, not what they say: that is opened one by one.
 */
export async function board(scope: AuthorityScope, at = now()) {
	const open = await rowsOf(scope).where('safetyFlag.handledAt', 'is', null).orderBy('safetyFlag.raisedAt').execute();
	const closed = await rowsOf(scope)
		.where('safetyFlag.handledAt', '>', new Date(Date.parse(at) - CLOSED_MS).toISOString())
		.orderBy('safetyFlag.handledAt', 'desc')
		.execute();
	const set = await duty.of(scope);
	const shown = await inClear(scope, [...open, ...closed], duty.watchOf(set), at);
	return {
		unseen: shown.filter(({ clock }) => clock.state === 'running' || clock.state === 'paused'),
		seen: shown.filter(({ clock }) => clock.state === 'seen'),
		closed: shown.filter(({ clock }) => clock.state === 'handled'),
		atWork: duty.isAtWork(set, at)
	};
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

async function inClear(scope: AuthorityScope, rows: Row[], watch: ReturnType<typeof duty.watchOf>, at: string) {
	const children = [...new Set(rows.map(({ childId }) => childId))];
	const iros = new Map<string, string[]>();
	for (const id of children)
		iros.set(
			id,
			(await current(scope, id, 'iro')).map(({ name }) => name)
		);
	return rows.map((row) => ({
		...row,
		childName: nameOf(row),
		iros: iros.get(row.childId)!,
		practice: row.practiceAt !== null,
		clock: clockOf(row, at, watch)
	}));
}

export type BoardRow = Awaited<ReturnType<typeof board>>['unseen'][number];

/**
 * One alarm with its steps; undefined when there is none for this actor. What it says is there only once somebody has
 * seen it, and each reading of that is logged before it is given: throws NotLogged where it cannot be.
 */
export async function find(scope: AuthorityScope, id: string, at = now()) {
	if (!isId(id)) return undefined;
	const row = await rowsOf(scope).where('safetyFlag.id', '=', id).executeTakeFirst();
	if (!row) return undefined;
	const [shown] = await inClear(scope, [row], duty.watchOf(await duty.of(scope)), at);
	const said = row.seenAt ? await saidIn(scope, row) : undefined;
	return { ...shown!, said, steps: await steps.of(scope, row) };
}

export type Alarm = NonNullable<Awaited<ReturnType<typeof find>>>;

async function saidIn(scope: AuthorityScope, { id, reviewId }: { id: string; reviewId: string }) {
	await loggedFirst(() => audit.record(scope, 'safety-flag.read', id));
	const flag = await visible(scope)
		.where('safetyFlag.id', '=', id)
		.select([
			'safetyFlag.questionId',
			'safetyFlag.value',
			'safetyFlag.words',
			'consultation.instrument',
			'consultation.instrumentVersion'
		])
		.executeTakeFirstOrThrow();
	const open = opened(await openerFor(scope, { review: reviewId }), 'safetyFlag', id);
	return { ...flag, value: open('value', flag.value)!, words: open('words', flag.words) };
}

/** How many alarms nobody has seen: the number beside the board's name. */
export async function unseenCount(scope: AuthorityScope): Promise<number> {
	const { count } = await visible(scope)
		.where('safetyFlag.seenAt', 'is', null)
		.where('safetyFlag.handledAt', 'is', null)
		.select(({ fn }) => fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return count;
}

/** To whom an alarm can be handed: whoever answers alarms here, but the actor. */
export function colleagues(scope: AuthorityScope) {
	return scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.name', 'staff.role'])
		.where('staff.role', 'in', ['iro', 'manager', 'duty-team'])
		.where('staff.email', 'is not', null)
		.where('staff.endedAt', 'is', null)
		.where('staff.id', '!=', scope.staffId ?? '')
		.orderBy('staff.name')
		.execute();
}
