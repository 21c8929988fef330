import { database } from '#lib/server/database.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { command, run, t } from './command.ts';

/** `sayso migrate`: brings the tables up to date, and what they hold under seal. */
export function migrateCommand() {
	return command('migrate').action(
		run(async () => {
			const { migrations, moved } = await bringUpToDate(database());
			const lines = [
				...migrations.map((name) => t('cli:done.migrated', { name })),
				...moved.map(({ table, rows }) => t('cli:done.sealed', { table, count: rows }))
			];
			return { json: { migrations, sealed: moved }, lines: lines.length ? lines : [t('cli:done.nothing-to-migrate')] };
		})
	);
}
