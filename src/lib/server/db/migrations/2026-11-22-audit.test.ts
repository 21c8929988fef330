import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { bareDatabase, DATABASES } from '../../../../../tests/support/database.ts';
import * as audit from '../../audit.ts';
import { verify } from '../../audit-chain.ts';
import { AuthorityScope } from '../scope.ts';
import { migrationsFor } from './index.ts';

test.each(DATABASES)('what was logged before there was a chain is chained in its order, on %s', async (kind) => {
	const connection = await bareDatabase(kind);
	const db = connection.directory.withoutPlugins();
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrationsFor(kind) } });
	await migrator.migrateTo('2026-11-21-the-loop');
	for (const code of ['north', 'south']) {
		await sql`insert into authority (id, code, name, created_at, draft_languages, target_first, target_second, target_later, video_attends)
			values (${code}, ${code}, ${code}, '2026-01-01', '', '20w', '91d', '182d', 1)`.execute(db);
	}
	for (let i = 0; i < 1203; i++) {
		await sql`insert into audit_event (authority_id, id, at, actor, action, subject)
			values ('north', ${String(i).padStart(5, '0')}, '2026-01-01', 'command-line', 'review.recorded', ${i})`.execute(db);
	}
	const { error } = await migrator.migrateToLatest();
	expect(error).toBeUndefined();

	const scope = (code: string) => new AuthorityScope(connection.db, code, { kind: 'command-line' });
	await audit.record(scope('north'), 'review.recorded', 'after');
	expect(await verify(scope('north'))).toMatchObject({ ok: true, events: 1204, missing: 0, altered: 0 });
	expect(await verify(scope('south'))).toMatchObject({ ok: true, events: 0 });
	await connection.close();
});
