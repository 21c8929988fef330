import { database } from '#lib/server/database.ts';
import { command, run, t } from './command.ts';

/** `sayso migrate`: brings the tables up to date. */
export function migrateCommand() {
	return command('migrate').action(
		run(async () => {
			const done = (await database().migrate()).map(({ migrationName }) => migrationName);
			const lines = done.length
				? done.map((name) => t('cli:done.migrated', { name }))
				: [t('cli:done.nothing-to-migrate')];
			return { json: { migrations: done }, lines };
		})
	);
}
