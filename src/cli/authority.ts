import * as authorities from '#lib/server/authorities.ts';
import { database } from '#lib/server/database.ts';
import { bringUpToDate } from '#lib/server/up-to-date.ts';
import { command, Refused, run, t } from './command.ts';

interface Options {
	code: string;
	name: string;
	903?: string;
	drafts: string;
	json?: boolean;
}

/** `sayso authority create`. */
export function authorityCommand() {
	const create = command('authority create')
		.requiredOption('--code <code>', t('cli:options.authority-code'))
		.requiredOption('--name <name>', t('cli:options.authority-name'))
		.option('--903 <code>', t('cli:options.nine-oh-three'))
		.option('--drafts <languages>', t('cli:options.drafts'), '')
		.action(
			run<Options>(async (options) => {
				await bringUpToDate(database());
				const { code, name, drafts } = options;
				const made = await authorities.create(database().directory, {
					code,
					name,
					nineOhThree: options['903'] ?? null,
					drafts
				});
				if ('refused' in made) throw new Refused(made.refused, { code });
				return { json: { id: made.id, code }, lines: [t('cli:done.authority', { name, code })] };
			})
		);
	return command('authority').addCommand(create);
}
