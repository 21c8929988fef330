import type { Connection } from './db/connect.ts';
import { aboutError, log } from './log.ts';
import { masterKeys } from './sealing/master-keys.ts';

/** Why requests should not come here now; empty when they may. Writes nothing. */
export async function notReady(connection: Connection): Promise<('database' | 'migrations' | 'keys')[]> {
	let left: number | undefined;
	const database = await holds(async () => (left = await connection.pending()) >= 0);
	const keys = await holds(() => masterKeys().length > 0);
	return [
		...(database ? [] : ['database' as const]),
		...(left ? ['migrations' as const] : []),
		...(keys ? [] : ['keys' as const])
	];
}

async function holds(check: () => boolean | Promise<boolean>): Promise<boolean> {
	try {
		return await check();
	} catch (failure) {
		log('warn', 'not-ready', aboutError(failure));
		return false;
	}
}
