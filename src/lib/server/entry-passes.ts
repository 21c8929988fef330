import type { Selectable } from 'kysely';
import * as audit from './audit.ts';
import { codeHash, passCode } from './auth/tokens.ts';
import { after, now } from './clock.ts';
import type { Connection } from './db/connect.ts';
import type { AuthorityScope } from './db/scope.ts';
import type { EntryPassTable } from './db/tables/entry.ts';
import { newId } from './ids.ts';

export type EntryPass = Selectable<EntryPassTable>;

/** A pass is used within ten minutes, or never. */
export const PASS_MINUTES = 10;

/** A pass for one consultation; an earlier one of the same kind that nobody used opens nothing any more. Returns its id. */
export async function make(scope: AuthorityScope, consultationId: string, kind: EntryPass['kind']): Promise<string> {
	const id = newId();
	await scope.transaction(async (tx) => {
		await tx
			.updateTable('entryPass')
			.set({ usedAt: now() })
			.where('entryPass.consultationId', '=', consultationId)
			.where('entryPass.kind', '=', kind)
			.where('entryPass.usedAt', 'is', null)
			.execute();
		await tx
			.insertInto('entryPass', {
				id,
				consultationId,
				kind,
				codeHash: codeHash(passCode(id)),
				madeAt: now(),
				expiresAt: after(PASS_MINUTES * 60_000),
				staffId: tx.staffId
			})
			.execute();
		await audit.record(tx, `consultation.pass-${kind}`, consultationId);
	});
	return id;
}

/** The code of the actor's own pass to a consultation that can still be used, and until when. */
export async function current(scope: AuthorityScope, consultationId: string, kind: EntryPass['kind']) {
	const found = await scope
		.selectFrom('entryPass')
		.select(['entryPass.id', 'entryPass.expiresAt'])
		.where('entryPass.consultationId', '=', consultationId)
		.where('entryPass.kind', '=', kind)
		.where('entryPass.staffId', scope.staffId ? '=' : 'is', scope.staffId)
		.where('entryPass.usedAt', 'is', null)
		.where('entryPass.expiresAt', '>', now())
		.executeTakeFirst();
	return found && { code: passCode(found.id), expiresAt: found.expiresAt };
}

/** Uses up a pass: of all who type its code one gets it. Undefined for a code that is none, used or out of time. */
export async function use({ directory }: Connection, code: string): Promise<EntryPass | undefined> {
	return directory
		.updateTable('entryPass')
		.set({ usedAt: now() })
		.where('codeHash', '=', codeHash(code))
		.where('usedAt', 'is', null)
		.where('expiresAt', '>', now())
		.returningAll()
		.executeTakeFirst();
}
