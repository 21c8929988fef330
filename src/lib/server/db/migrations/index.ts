import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import * as theLoop from './2026-11-21-the-loop.ts';
import * as outbox from './2026-11-22-outbox.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** A migration is frozen once released: it names columns as text, and never reads the schema of today. */
export interface KindMigration {
	up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void>;
}

const MIGRATIONS: Record<string, KindMigration> = {
	'2026-11-21-the-loop': theLoop,
	'2026-11-22-outbox': outbox
};

/** Every migration, oldest first, for the kind of database at hand. */
export function migrationsFor(kind: DatabaseKind): Record<string, Migration> {
	return Object.fromEntries(
		Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (db) => up(db as Kysely<unknown>, kind) }])
	);
}
