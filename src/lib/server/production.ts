import { hasDemonstration } from './authorities.ts';
import type { Connection } from './db/connect.ts';
import { hasOwnKeys, masterKeys } from './sealing/master-keys.ts';
import { hasDefaultSecret, isProduction } from './settings.ts';

export type ProductionRefusal = 'default-secret' | 'demonstration' | 'no-keys' | KeysRefusal;
type KeysRefusal = 'keys-unreadable' | 'keys-unknown';

/** Why a start must not go on; empty when it may. Outside production only keys that are set and do not fit stop it. */
export async function productionRefusals(connection: Connection): Promise<ProductionRefusal[]> {
	if (!isProduction()) return wrongKeys(connection);
	const reasons: ProductionRefusal[] = hasDefaultSecret() ? ['default-secret'] : [];
	if (await hasDemonstration(connection.directory)) reasons.push('demonstration');
	return [...reasons, ...(hasOwnKeys() ? await wrongKeys(connection) : ['no-keys' as const])];
}

/** A file of keys that cannot be read, or one without the key this database was sealed with. */
async function wrongKeys({ directory }: Connection): Promise<KeysRefusal[]> {
	let known: string[];
	try {
		known = masterKeys().map(({ id }) => id);
	} catch {
		return ['keys-unreadable'];
	}
	const used = await directory.selectFrom('wrappingKey').select('masterKey').distinct().execute();
	return used.every(({ masterKey }) => known.includes(masterKey)) ? [] : ['keys-unknown'];
}
