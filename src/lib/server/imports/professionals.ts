import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import type { Staging } from './staging.ts';
import type { Staged } from './types.ts';

/** What becomes of one professional the files name. */
export interface Professional {
	staffId: string;
	/** Their row in the files; absent when only Sayso knows them. */
	row?: Staged<'professional'>;
	/** `linked`: a member of staff of that name got their id. */
	outcome: 'imported' | 'updated' | 'linked' | 'same';
	write?: (tx: AuthorityScope) => Promise<unknown>;
}

/**
 * The professionals who are somebody's IRO or social worker in the files, by their id there: staff who have that id;
 * else the only member of staff of exactly that name who has none; else somebody new, who has no sign-in yet. One who
 * is in neither is not in the map. Nothing is written.
 */
export async function professionalsOf(staging: Staging, scope: AuthorityScope): Promise<Map<string, Professional>> {
	const named = staging.professionals();
	const rows = new Map(named.map(({ professional }) => [professional, staging.professional(professional)]));
	const staff = await scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.externalId', 'staff.name', 'staff.email'])
		.where('staff.endedAt', 'is', null)
		.execute();
	const byId = new Map(staff.flatMap((one) => (one.externalId ? [[one.externalId, one]] : [])));
	const namesakes = Map.groupBy(
		staff.filter(({ externalId }) => !externalId),
		({ name }) => name
	);
	const sameName = Map.groupBy(rows.values(), (row) => row?.said.name ?? '');

	const found = new Map<string, Professional>();
	for (const { professional, role } of named) {
		const row = rows.get(professional);
		const known = byId.get(professional);
		if (known) found.set(professional, ofKnown(known, row));
		else if (row) {
			const twins = sameName.get(row.said.name)!.length === 1 ? namesakes.get(row.said.name) : undefined;
			found.set(
				professional,
				twins?.length === 1 ? linked(twins[0]!.id, professional, row) : made(professional, role, row)
			);
		}
	}
	return found;
}

/** Who signs in has their name from whoever gave them the sign-in. */
function ofKnown(
	staff: { id: string; name: string; email: string | null },
	row?: Staged<'professional'>
): Professional {
	const renamed = row && !staff.email && row.said.name !== staff.name;
	const known = { staffId: staff.id, ...(row && { row }) };
	if (!renamed) return { ...known, outcome: 'same' };
	const { name } = row.said;
	const write = (tx: AuthorityScope) =>
		tx.updateTable('staff').set({ name }).where('staff.id', '=', staff.id).execute();
	return { ...known, outcome: 'updated', write };
}

function linked(staffId: string, externalId: string, row: Staged<'professional'>): Professional {
	const write = (tx: AuthorityScope) =>
		tx.updateTable('staff').set({ externalId }).where('staff.id', '=', staffId).execute();
	return { staffId, row, outcome: 'linked', write };
}

function made(externalId: string, role: 'iro' | 'social-worker', row: Staged<'professional'>): Professional {
	const id = newId();
	const staff = {
		id,
		externalId,
		email: null,
		name: row.said.name,
		role,
		passwordHash: null,
		createdAt: now(),
		endedAt: null
	};
	return { staffId: id, row, outcome: 'imported', write: (tx) => tx.insertInto('staff', staff).execute() };
}
