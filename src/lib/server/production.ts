import { hasDemonstration } from './authorities.ts';
import type { Connection } from './db/connect.ts';
import { hasDefaultSecret, isProduction } from './settings.ts';

export type ProductionRefusal = 'default-secret' | 'demonstration';

/** Why a production start must not go on; empty when it may, and always when this is not production. */
export async function productionRefusals(connection: Connection): Promise<ProductionRefusal[]> {
	if (!isProduction()) return [];
	const reasons: ProductionRefusal[] = hasDefaultSecret() ? ['default-secret'] : [];
	return (await hasDemonstration(connection.directory)) ? [...reasons, 'demonstration'] : reasons;
}
