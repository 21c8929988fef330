import * as audit from '../audit.ts';
import { now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { openerFor, sealerFor } from '../sealing/index.ts';
import { tellOfChange } from './notify.ts';
import { stepOf } from './totp.ts';

const at = (row: string, column: string) => ({ table: 'staffFactor', row, column }) as const;

const own = (scope: AuthorityScope, staffId: string) =>
	scope.selectFrom('staffFactor').where('staffFactor.staffId', '=', staffId);

/** Somebody's second factors, the oldest first, with what they call them. */
export async function list(scope: AuthorityScope, staffId: string) {
	const rows = await own(scope, staffId)
		.select(['staffFactor.id', 'staffFactor.kind', 'staffFactor.name'])
		.select(['staffFactor.createdAt', 'staffFactor.lastUsedAt', 'staffFactor.credentialId'])
		.orderBy('staffFactor.id')
		.execute();
	if (!rows.length) return [];
	const opener = await openerFor(scope, 'authority');
	return rows.map((row) => ({ ...row, name: opener.open(at(row.id, 'name'), row.name) }));
}

/** Which kinds somebody has. */
export async function kinds(scope: AuthorityScope, staffId: string): Promise<('totp' | 'passkey')[]> {
	const rows = await own(scope, staffId).select('staffFactor.kind').distinct().execute();
	return rows.map(({ kind }) => kind);
}

/** Keeps an authenticator app whose first code was right. The step of that code is used up. */
export async function addApp(
	tx: AuthorityScope,
	staffId: string,
	app: { name: string; secret: string; lastStep: number }
): Promise<string> {
	const id = newId();
	const sealer = await sealerFor(tx, 'authority');
	const { name, secret, lastStep } = app;
	await tx
		.insertInto('staffFactor', {
			id,
			staffId,
			kind: 'totp',
			name: sealer.seal(at(id, 'name'), name),
			secret: sealer.seal(at(id, 'secret'), secret),
			lastStep,
			createdAt: now()
		})
		.execute();
	await audit.record(tx, 'staff.app-added', staffId);
	return id;
}

export interface Passkey {
	name: string;
	credentialId: string;
	publicKey: string;
	counter: number;
}

/** Keeps a passkey that has been proved. */
export async function addPasskey(tx: AuthorityScope, staffId: string, { name, ...passkey }: Passkey): Promise<string> {
	const id = newId();
	const sealer = await sealerFor(tx, 'authority');
	const sealed = sealer.seal(at(id, 'name'), name);
	await tx
		.insertInto('staffFactor', { ...passkey, id, staffId, kind: 'passkey', name: sealed, createdAt: now() })
		.execute();
	await audit.record(tx, 'staff.passkey-added', staffId);
	return id;
}

/** True when this is the code of one of their apps now, and it has not been used: from now on it has. */
export async function useCode(scope: AuthorityScope, staffId: string, typed: string): Promise<boolean> {
	const apps = await own(scope, staffId)
		.where('staffFactor.kind', '=', 'totp')
		.select(['staffFactor.id', 'staffFactor.secret'])
		.execute();
	const opener = apps.length ? await openerFor(scope, 'authority') : undefined;
	for (const { id, secret } of apps) {
		const step = stepOf(opener!.open(at(id, 'secret'), secret!), typed);
		if (step !== undefined) return markUsed(scope, id, step);
	}
	return false;
}

async function markUsed(scope: AuthorityScope, id: string, step: number): Promise<boolean> {
	const used = await scope
		.updateTable('staffFactor')
		.set({ lastStep: step, lastUsedAt: now() })
		.where('staffFactor.id', '=', id)
		.where((app) => app.or([app('staffFactor.lastStep', 'is', null), app('staffFactor.lastStep', '<', step)]))
		.executeTakeFirst();
	return used.numUpdatedRows > 0;
}

/** Calls one of somebody's own factors something else. */
export async function rename(scope: AuthorityScope, staffId: string, id: string, name: string): Promise<void> {
	const sealer = await sealerFor(scope, 'authority');
	await scope
		.updateTable('staffFactor')
		.set({ name: sealer.seal(at(id, 'name'), name) })
		.where('staffFactor.staffId', '=', staffId)
		.where('staffFactor.id', '=', id)
		.execute();
}

/** Takes one of somebody's own factors away, but never the last: there would be no second step. */
export async function remove(scope: AuthorityScope, staffId: string, id: string): Promise<'gone' | 'last'> {
	return scope.transaction(async (tx) => {
		const ids = await own(tx, staffId).select('staffFactor.id').execute();
		if (ids.length < 2 && ids[0]?.id === id) return 'last';
		if (!ids.some((one) => one.id === id)) return 'gone';
		await tx.deleteFrom('staffFactor').where('staffFactor.id', '=', id).execute();
		await audit.record(tx, 'staff.factor-removed', staffId);
		await tellOfChange(tx, staffId);
		return 'gone';
	});
}

/** Takes all of somebody's second factors away, for an administrator: their next sign-in sets one up anew. */
export async function removeAll(tx: AuthorityScope, staffId: string): Promise<void> {
	await tx.deleteFrom('staffFactor').where('staffFactor.staffId', '=', staffId).execute();
	await tx.deleteFrom('recoveryCode').where('recoveryCode.staffId', '=', staffId).execute();
	await audit.record(tx, 'staff.factors-removed', staffId);
}
