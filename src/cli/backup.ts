import { join, resolve } from 'node:path';
import * as backup from '#lib/server/backup.ts';
import { BrokenBackup } from '#lib/server/backup-files.ts';
import { database } from '#lib/server/database.ts';
import { restore } from '#lib/server/restore.ts';
import { command, Refused, run, t } from './command.ts';

interface Options {
	out: string;
	keys?: string;
	json?: boolean;
}

/** `sayso backup --out DIR`: the database and its keys, apart, while it is being used. */
export function backupCommand() {
	return command('backup')
		.requiredOption('--out <folder>', t('cli:options.backup-out'))
		.action(
			run<Options>(async ({ out }) => {
				const made = await backup.make(database(), resolve(out));
				if ('refused' in made) throw new Refused(made.refused, { folder: out });
				const { tables, rows, keys, folder, keyFolder } = made;
				const counts = { tables: String(tables), rows: String(rows), keys: String(keys) };
				return { json: made, lines: [t('cli:done.backed-up', { ...counts, folder, keyFolder })] };
			})
		);
}

/** `sayso restore DIR [--keys DIR]`: into an empty database, all or nothing, and checked. */
export function restoreCommand() {
	return command('restore')
		.argument('<folder>', t('cli:options.backup-in'))
		.option('--keys <folder>', t('cli:options.keys-from'))
		.action(
			run<Options>(async ({ keys }, [folder]) => {
				const from = { data: join(resolve(folder!), 'data'), keys: resolve(keys ?? join(folder!, 'keys')) };
				const done = await restore(database(), from).catch((failure: unknown) => {
					if (!(failure instanceof BrokenBackup)) throw failure;
					throw new Refused('backup-none', { folder: folder!, what: failure.message });
				});
				if ('refused' in done) throw new Refused(done.refused, { what: done.what });
				const counts = Object.fromEntries(Object.entries(done).map(([name, count]) => [name, String(count)]));
				return { json: done, lines: [t('cli:done.restored', { ...counts })] };
			})
		);
}
