import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import * as theLoop from './2026-11-21-the-loop.ts';
import * as admin from './2026-11-22-admin.ts';
import * as audit from './2026-11-22-audit.ts';
import * as entry from './2026-11-22-entry.ts';
import * as outbox from './2026-11-22-outbox.ts';
import * as people from './2026-11-22-people.ts';
import * as proof from './2026-11-22-proof.ts';
import * as releases from './2026-11-22-releases.ts';
import * as safety from './2026-11-22-safety.ts';
import * as staff from './2026-11-22-staff.ts';
import * as uploads from './2026-11-22-uploads.ts';
import * as recoveryCodes from './2026-11-23-recovery-codes.ts';
import * as sealing from './2026-11-22-sealing.ts';

export type DatabaseKind = 'sqlite' | 'postgres';

/** A migration is frozen once released: it names columns as text, and never reads the schema of today. */
export interface KindMigration {
	up(db: Kysely<unknown>, kind: DatabaseKind): Promise<void>;
}

const MIGRATIONS: Record<string, KindMigration> = {
	'2026-11-21-the-loop': theLoop,
	'2026-11-22-admin': admin,
	'2026-11-22-audit': audit,
	'2026-11-22-entry': entry,
	'2026-11-22-outbox': outbox,
	'2026-11-22-people': people,
	'2026-11-22-proof': proof,
	'2026-11-22-releases': releases,
	'2026-11-22-safety': safety,
	'2026-11-22-staff': staff,
	'2026-11-22-sealing': sealing,
	'2026-11-22-uploads': uploads,
	'2026-11-23-recovery-codes': recoveryCodes
};

/** Every migration, oldest first, for the kind of database at hand. */
export function migrationsFor(kind: DatabaseKind): Record<string, Migration> {
	return Object.fromEntries(
		Object.entries(MIGRATIONS).map(([name, { up }]) => [name, { up: (db) => up(db as Kysely<unknown>, kind) }])
	);
}
