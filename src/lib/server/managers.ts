import type { AuthorityScope } from './db/scope.ts';
import { post, type TemplateId } from './outbox/index.ts';
import type { Owner } from './sealing/index.ts';
import { setting } from './settings.ts';

export interface Telling {
	template: Extract<TemplateId, 'off-caseload-opening' | 'release-asked'>;
	/** The page to open, from the root. */
	link: string;
	about: Owner;
	/** Told once for the same. */
	dedupe: string;
}

/** Tells every manager of the authority but the one who acts, in the transaction that is the reason. */
export async function tell(tx: AuthorityScope, { template, link, about, dedupe }: Telling): Promise<void> {
	const colleague = await nameOf(tx);
	for (const { id } of await others(tx, tx.staffId)) {
		const values = { colleague, link: new URL(link, setting('ORIGIN')).href };
		await post(tx, { to: { staffId: id }, template, language: 'en', values, about, dedupe: `${dedupe}:${id}` });
	}
}

/** Every manager who can sign in but one: who can let happen what that one asks for. */
export function others(scope: AuthorityScope, staffId: string | null) {
	return scope
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.role', '=', 'manager')
		.where('staff.email', 'is not', null)
		.where('staff.endedAt', 'is', null)
		.where('staff.id', '!=', staffId ?? '')
		.execute();
}

async function nameOf(tx: AuthorityScope): Promise<string> {
	const found = await tx.selectFrom('staff').select('staff.name').where('staff.id', '=', tx.staffId).executeTakeFirst();
	return found?.name ?? '';
}
