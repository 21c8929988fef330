import { after, now } from '../clock.ts';
import type { AuthorityScope } from '../db/scope.ts';
import { newId } from '../ids.ts';
import { openerFor, sealerFor } from '../sealing/index.ts';

/*
 * What somebody sent while their session was locked, or when they had to sign in once more: sealed, theirs alone, and gone
 * when they drop it, when they sign out, and after an hour.
 */

/** In milliseconds. */
export const KEPT_FOR = 60 * 60_000;
/** Far more than anybody types into one form. */
const MOST = 100_000;

const at = (row: string) => ({ table: 'keptForm', row, column: 'fields' }) as const;

export interface KeptForm {
	/** Where it was sent to. */
	path: string;
	fields: [name: string, value: string][];
	/** True when files were sent with it: those are not kept. */
	hadFiles: boolean;
}

/** Keeps what was typed. Undefined when that is more than anybody types. */
export async function keep(
	scope: AuthorityScope,
	staffId: string,
	path: string,
	posted: FormData
): Promise<string | undefined> {
	const all = [...posted];
	const fields = all.filter((field): field is [string, string] => typeof field[1] === 'string');
	const text = JSON.stringify(fields);
	if (text.length > MOST) return undefined;
	const id = newId();
	const sealer = await sealerFor(scope, 'authority');
	const hadFiles = all.some(([, value]) => value instanceof File && value.size > 0) ? 1 : 0;
	await scope
		.insertInto('keptForm', { id, staffId, path, fields: sealer.seal(at(id), text), hadFiles, createdAt: now() })
		.execute();
	return id;
}

/** What somebody's own form said; undefined for another's, and once it is gone. */
export async function find(scope: AuthorityScope, staffId: string, id: string): Promise<KeptForm | undefined> {
	const row = await scope
		.selectFrom('keptForm')
		.select(['keptForm.path', 'keptForm.fields', 'keptForm.hadFiles'])
		.where('keptForm.id', '=', id)
		.where('keptForm.staffId', '=', staffId)
		.where('keptForm.createdAt', '>', after(-KEPT_FOR))
		.executeTakeFirst();
	if (!row) return undefined;
	const opener = await openerFor(scope, 'authority');
	const fields = JSON.parse(opener.open(at(id), row.fields)) as KeptForm['fields'];
	return { path: row.path, fields, hadFiles: row.hadFiles === 1 };
}

/** Forgets everything that somebody has waiting. */
export async function forget(scope: AuthorityScope, staffId: string): Promise<void> {
	await scope.deleteFrom('keptForm').where('keptForm.staffId', '=', staffId).execute();
}
