import { today } from '#lib/server/clock.ts';
import { database } from '#lib/server/database.ts';
import * as retention from '#lib/server/retention.ts';
import { command, run, scopeOf, t } from './command.ts';

interface Options {
	authority: string;
	dryRun?: boolean;
	json?: boolean;
}

/** `sayso retention`: removes what need not be kept any longer; with --dry-run only says what that is. */
export function retentionCommand() {
	return command('retention')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.option('--dry-run', t('cli:options.dry-run'))
		.action(
			run<Options>(async ({ authority, dryRun }) => {
				const scope = await scopeOf(authority);
				const done = dryRun ? await retention.plan(scope, today()) : await retention.removeDue(scope);
				if (done.length && !dryRun) await database().leaveNothing(['sealing_key'], true);
				const removals = done.map(({ kind, id, on }) => ({ kind, id, on }));
				const lines = removals.map(({ kind, id, on }) => t(`cli:retention.${kind}`, { id, on }));
				return {
					json: { removed: !dryRun, removals },
					lines: lines.length ? lines : [t('cli:retention.nothing')]
				};
			})
		);
}
