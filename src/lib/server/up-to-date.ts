import type { Connection } from './db/connect.ts';
import { moveUnderSeal, type Moved } from './sealing/move.ts';

/** Brings the tables up to date, and what they hold under seal: what every start and command does first. */
export async function bringUpToDate(connection: Connection): Promise<{ migrations: string[]; moved: Moved[] }> {
	const migrations = (await connection.migrate()).map(({ migrationName }) => migrationName);
	return { migrations, moved: await moveUnderSeal(connection) };
}
