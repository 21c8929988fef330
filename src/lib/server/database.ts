import { connect, type Connection } from './db/connect.ts';
import { setting } from './settings.ts';

let open: Connection | undefined;

/** The application's one connection, opened on first use. Nouns never import this: they are given a scope. */
export function database(): Connection {
	open ??= connect(setting('SAYSO_DATABASE'), { watch: setting('SAYSO_TRIPWIRE') === '1' });
	return open;
}

/** Closes it, so that a command or a server can end. */
export async function closeDatabase(): Promise<void> {
	await open?.close();
	open = undefined;
}
