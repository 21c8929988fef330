import type { Cookies } from '@sveltejs/kit';
import { closeDatabase, database } from '#lib/server/database.ts';
import { connect } from '#lib/server/db/connect.ts';
import { emptyAddress, twoAuthorities, type Kind } from './database.ts';

/**
 * Two authorities in the database that the application itself has open, for what happens before there is a scope. Close it
 * in afterEach. `node` is another connection to it, as another machine would have.
 */
export async function worldAtTheDoor(kind: Kind) {
	const before = { address: process.env.SAYSO_DATABASE, tripwire: process.env.SAYSO_TRIPWIRE };
	await closeDatabase();
	process.env.SAYSO_DATABASE = await emptyAddress(kind);
	process.env.SAYSO_TRIPWIRE = '1';
	const address = process.env.SAYSO_DATABASE;
	await database().migrate();
	const world = await twoAuthorities(kind, database());
	return {
		...world,
		node: () => connect(address),
		close: async () => {
			await closeDatabase();
			restore('SAYSO_DATABASE', before.address);
			restore('SAYSO_TRIPWIRE', before.tripwire);
		}
	};
}

function restore(name: string, value: string | undefined): void {
	if (value === undefined) delete process.env[name];
	else process.env[name] = value;
}

/** A browser's cookies, as SvelteKit hands them to an action. */
export function browser(): Cookies {
	const jar = new Map<string, string>();
	return {
		get: (name) => jar.get(name),
		getAll: () => [...jar].map(([name, value]) => ({ name, value })),
		set: (name, value) => void jar.set(name, value),
		delete: (name) => void jar.delete(name),
		serialize: (name, value) => `${name}=${value}`
	};
}
