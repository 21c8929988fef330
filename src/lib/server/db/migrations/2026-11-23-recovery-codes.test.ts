import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { bareDatabase, DATABASES } from '../../../../../tests/support/database.ts';
import * as recoveryCodes from '../../auth/recovery-codes.ts';
import { setting } from '../../settings.ts';
import { AuthorityScope } from '../scope.ts';
import { migrationsFor } from './index.ts';

const CODE = '0123456789';

test.each(DATABASES)('a recovery code given before argon2id goes on working, once, on %s', async (kind) => {
	const connection = await bareDatabase(kind);
	const db = connection.directory.withoutPlugins();
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsFor(kind) } });
	await migrator.migrateTo('2026-11-22-uploads');
	await sql`insert into authority (id, code, name, created_at, draft_languages, target_first, target_second, target_later, video_attends)
		values ('north', 'north', 'North', '2026-01-01', '', '20w', '91d', '182d', 1)`.execute(db);
	await sql`insert into staff (authority_id, id, name, role, created_at)
		values ('north', 'iris', 'Iris', 'iro', '2026-01-01')`.execute(db);
	const kept = createHmac('sha256', setting('SAYSO_SECRET')).update(`recovery:iris:${CODE}`).digest('hex');
	await sql`insert into recovery_code (authority_id, staff_id, code_hash) values ('north', 'iris', ${kept})`.execute(
		db
	);
	expect((await migrator.migrateToLatest()).error).toBeUndefined();

	const scope = new AuthorityScope(connection.db, 'north', { kind: 'staff', staffId: 'iris', role: 'iro' });
	const [row] = await scope.selectFrom('recoveryCode').selectAll('recoveryCode').execute();
	expect(row!.codeHash).toMatch(/^\$argon2id\$/);
	expect(await recoveryCodes.use(scope, 'iris', '9876543210')).toBe(false);
	expect(await recoveryCodes.use(scope, 'iris', CODE)).toBe(true);
	expect(await recoveryCodes.use(scope, 'iris', CODE)).toBe(false);
	await connection.close();
});
