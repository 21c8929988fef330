import type { Connection } from '../db/connect.ts';
import { AuthorityScope } from '../db/scope.ts';
import * as audit from '../audit.ts';
import { addAuthorityKey, authorityKey, contextOf, newestRow, unwrap, wrap } from './keys.ts';
import { masterKey, masterKeys, readAgain, type MasterKey } from './master-keys.ts';

/**
 * Wraps the key of every authority with the newest master key, all of them or none: a matter of seconds, and nothing
 * that is sealed is touched. Tells how many, and which master keys nothing needs any more.
 */
export async function rotateMaster({ db, directory }: Connection): Promise<{ wrapped: number; unused: string[] }> {
	readAgain();
	const [newest] = masterKeys() as [MasterKey];
	const authorities = await directory.selectFrom('authority').select('id').orderBy('id').execute();
	let wrapped = 0;
	await db.transaction().execute(async (tx) => {
		wrapped = 0;
		for (const { id } of authorities) {
			wrapped += await wrapAgain(new AuthorityScope(tx, id, { kind: 'command-line' }), newest);
		}
	});
	const used = await directory.selectFrom('wrappingKey').select('masterKey').distinct().execute();
	const unused = masterKeys().filter(
		({ id, derived }) => id !== newest.id && !derived && !used.some((row) => row.masterKey === id)
	);
	return { wrapped, unused: unused.map(({ id }) => id) };
}

async function wrapAgain(tx: AuthorityScope, newest: MasterKey): Promise<number> {
	const rows = await tx
		.selectFrom('wrappingKey')
		.selectAll('wrappingKey')
		.where('wrappingKey.masterKey', '<>', newest.id)
		.execute();
	for (const { id, masterKey: old, wrapped } of rows) {
		const context = contextOf(tx.authorityId, id, 'authority');
		const again = wrap(newest.key, unwrap(masterKey(old).key, wrapped, context), context);
		await tx
			.updateTable('wrappingKey')
			.set({ masterKey: newest.id, wrapped: again })
			.where('wrappingKey.id', '=', id)
			.execute();
	}
	if (rows.length) await audit.record(tx, 'keys.rotated', tx.authorityId, newest.id);
	return rows.length;
}

/** Keys wrapped again in one transaction. */
const BATCH = 200;

/**
 * Gives an authority a new key and wraps those of its reviews and children with it, while it is being used. Stopped
 * anywhere, it goes on from there: a second key is not begun before the first has taken over. Returns how many keys it
 * wrapped; `noted` is told how many are done and how many there were to do.
 */
export async function rotateAuthority(
	scope: AuthorityScope,
	noted: (done: number, of: number) => void = () => undefined
): Promise<number> {
	if (!(await older(scope)).length) await addAuthorityKey(scope, ((await newestRow(scope))?.generation ?? 0) + 1);
	const { count } = await waiting(scope, (await newestRow(scope))!.id)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	let done = 0;
	while ((await older(scope)).length) {
		for (let batch = BATCH; batch === BATCH; noted(done, count)) {
			batch = await scope.transaction(wrapSome);
			done += batch;
		}
		await scope.transaction(dropOlder);
	}
	await audit.record(scope, 'keys.rotated', scope.authorityId);
	return done;
}

/** The authority's keys that another is taking the place of. */
async function older(scope: AuthorityScope) {
	const rows = await scope.selectFrom('wrappingKey').selectAll('wrappingKey').execute();
	const newest = Math.max(...rows.map(({ generation }) => generation));
	return rows.filter(({ generation }) => generation < newest);
}

const waiting = (scope: AuthorityScope, newest: string) =>
	scope.selectFrom('sealingKey').where('sealingKey.wrappedBy', '<>', newest);

async function wrapSome(tx: AuthorityScope): Promise<number> {
	const newest = (await newestRow(tx))!;
	const by = authorityKey(tx, newest);
	const old = new Map((await older(tx)).map((row) => [row.id, authorityKey(tx, row)]));
	const rows = await waiting(tx, newest.id).selectAll('sealingKey').limit(BATCH).execute();
	for (const { id, owner, wrapped, wrappedBy } of rows) {
		const context = contextOf(tx.authorityId, id, owner);
		const again = wrap(by.key, unwrap(old.get(wrappedBy)!.key, wrapped, context), context);
		await tx
			.updateTable('sealingKey')
			.set({ wrappedBy: by.id, wrapped: again })
			.where('sealingKey.id', '=', id)
			.execute();
	}
	return rows.length;
}

/** A key that somebody made meanwhile with an older one keeps it until it too is wrapped again. */
async function dropOlder(tx: AuthorityScope): Promise<void> {
	for (const { id } of await older(tx)) {
		await tx
			.deleteFrom('wrappingKey')
			.where('wrappingKey.id', '=', id)
			.where(({ not, exists, selectFrom }) =>
				not(
					exists(
						selectFrom('sealingKey')
							.select('sealingKey.id')
							.whereRef('sealingKey.authorityId', '=', 'wrappingKey.authorityId')
							.whereRef('sealingKey.wrappedBy', '=', 'wrappingKey.id')
					)
				)
			)
			.execute();
	}
}
