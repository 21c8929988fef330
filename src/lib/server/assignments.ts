import type { Day } from '#lib/domain/day.ts';
import { covers, without, type Span } from '#lib/domain/involvement.ts';
import type { Role } from '#lib/domain/role.ts';
import * as audit from './audit.ts';
import { today } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';

/** In which role somebody works with a child. */
export const WORKING_ROLES = ['iro', 'social-worker'] as const;
export type WorkingRole = (typeof WORKING_ROLES)[number];

/** Who may be a child's IRO or social worker, by what they are on the staff. */
export const FITS: Record<WorkingRole, readonly Role[]> = {
	iro: ['iro', 'manager'],
	'social-worker': ['social-worker']
};

export type AssignRefusal = 'nobody-chosen' | 'no-such-staff' | 'in-the-past' | 'ends-before';

export interface Assignment {
	childIds: readonly string[];
	role: WorkingRole;
	/** Null: nobody. */
	to: string | null;
	/** From this day, today or later. */
	on: Day;
	/** Only up to this day (cover while somebody is away); whoever had the child before has them again from it. */
	until?: Day | null;
}

/**
 * Gives children to somebody from a day on, for good or for a while, in place of whoever would have had them then. What
 * has been stays as it was. Children that this authority does not have are left out.
 */
export function assign(scope: AuthorityScope, input: Assignment): Promise<'done' | { refused: AssignRefusal }> {
	const { role, to, on, until = null } = input;
	return scope.transaction(async (tx) => {
		const ids = await held(tx, input.childIds);
		if (!ids.length) return { refused: 'nobody-chosen' } as const;
		if (on < today()) return { refused: 'in-the-past' } as const;
		if (until !== null && until <= on) return { refused: 'ends-before' } as const;
		if (to !== null && !(await fits(tx, to, role))) return { refused: 'no-such-staff' } as const;
		const taken = { startedOn: on, endedOn: until };
		const known = Map.groupBy(await open(tx, ids, role, on), ({ childId }) => childId);
		for (const childId of ids) {
			const rows = known.get(childId) ?? [];
			// Theirs already, for good, and nobody beside them.
			if (until === null && rows.length === 1 && rows[0]!.staffId === to && isFrom(rows[0]!, on)) continue;
			for (const row of rows) await cut(tx, row, taken);
			if (to !== null) await add(tx, { childId, staffId: to, role, ...taken });
			await audit.record(tx, 'child.assigned', childId, `${role}:${to ?? 'nobody'}:${on}:${until ?? ''}`);
		}
		return 'done' as const;
	});
}

const isFrom = (row: Span, on: Day): boolean => covers(row, on) && row.endedOn === null;

/** Everything one person would have had of these children from a day on goes to another. For a transaction. */
export async function handOver(
	tx: AuthorityScope,
	{ childIds, role, from, to, on }: { childIds: string[]; role: WorkingRole; from: string; to: string; on: Day }
): Promise<'done' | { refused: AssignRefusal }> {
	if (to === from || !(await fits(tx, to, role))) return { refused: 'no-such-staff' };
	for (const row of await endFrom(tx, childIds, role, from, on)) {
		const startedOn = row.startedOn > on ? row.startedOn : on;
		await add(tx, { childId: row.childId, staffId: to, role, startedOn, endedOn: row.endedOn });
		await audit.record(tx, 'child.assigned', row.childId, `${role}:${to}:${startedOn}:${row.endedOn ?? ''}`);
	}
	return 'done';
}

/** Everything one person would have had of these children from a day on ends, and nobody has them. For a transaction. */
export async function endAll(
	tx: AuthorityScope,
	{ childIds, role, staffId, on }: { childIds: string[]; role: WorkingRole; staffId: string; on: Day }
): Promise<'done'> {
	for (const { childId } of await endFrom(tx, childIds, role, staffId, on))
		await audit.record(tx, 'child.assigned', childId, `${role}:nobody:${on}:`);
	return 'done';
}

async function endFrom(tx: AuthorityScope, childIds: string[], role: WorkingRole, staffId: string, on: Day) {
	const ids = await held(tx, childIds);
	const rows = (await open(tx, ids, role, on)).filter((row) => row.staffId === staffId);
	for (const row of rows) await cut(tx, row, { startedOn: on, endedOn: null });
	return rows;
}

/** What somebody has now or will have: an end to come counts. */
export function ofStaff(scope: AuthorityScope, staffId: string) {
	return scope
		.selectFrom('involvement')
		.where('involvement.staffId', '=', staffId)
		.where(({ eb, or }) => or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', today())]))
		.select(['involvement.childId', 'involvement.role', 'involvement.startedOn', 'involvement.endedOn'])
		.execute();
}

/** Those of the children that are this authority's, kept as they are until the transaction ends. */
async function held(tx: AuthorityScope, childIds: readonly string[]): Promise<string[]> {
	if (!childIds.length) return [];
	await tx
		.updateTable('child')
		.set(({ ref }) => ({ createdAt: ref('child.createdAt') }))
		.where('child.id', 'in', [...childIds])
		.execute();
	const found = await tx
		.selectFrom('child')
		.select('child.id')
		.where('child.id', 'in', [...childIds])
		.execute();
	return found.map(({ id }) => id);
}

async function fits(tx: AuthorityScope, staffId: string, role: WorkingRole): Promise<boolean> {
	const found = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.id', '=', staffId)
		.where('staff.role', 'in', FITS[role])
		.where('staff.endedAt', 'is', null)
		.executeTakeFirst();
	return found !== undefined;
}

/** What is not over by a day. */
function open(tx: AuthorityScope, childIds: readonly string[], role: WorkingRole, on: Day) {
	return tx
		.selectFrom('involvement')
		.select(['involvement.id', 'involvement.childId', 'involvement.staffId', 'involvement.role'])
		.select(['involvement.startedOn', 'involvement.endedOn'])
		.where('involvement.childId', 'in', [...childIds])
		.where('involvement.role', '=', role)
		.where(({ eb, or }) => or([eb('involvement.endedOn', 'is', null), eb('involvement.endedOn', '>', on)]))
		.execute();
}
type Row = Awaited<ReturnType<typeof open>>[number];

/** Takes a time out of one that is there. What has begun is never forgotten, if only as a day that was none. */
async function cut(tx: AuthorityScope, row: Row, out: Span): Promise<void> {
	const pieces = without(row, out);
	const stays = pieces[0]?.startedOn === row.startedOn;
	const begun = row.startedOn <= today();
	const kept = stays || !begun ? pieces.shift() : { startedOn: row.startedOn, endedOn: row.startedOn };
	if (kept) await tx.updateTable('involvement').set(kept).where('involvement.id', '=', row.id).execute();
	else await tx.deleteFrom('involvement').where('involvement.id', '=', row.id).execute();
	for (const piece of pieces) await add(tx, { childId: row.childId, staffId: row.staffId, role: row.role, ...piece });
}

async function add(tx: AuthorityScope, row: Omit<Row, 'id'>): Promise<void> {
	await tx.insertInto('involvement', { ...row, id: newId(), externalId: null }).execute();
}
