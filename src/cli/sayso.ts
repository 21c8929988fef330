import { Command, CommanderError } from 'commander';
import { auditCommand } from './audit.ts';
import { authorityCommand } from './authority.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { exitOf, t } from './command.ts';
import { consultationCommand } from './consultation.ts';
import { demoCommand } from './demo.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { helpSettings } from './help.ts';
import { importCommand } from './import.ts';
import { keysCommand } from './keys.ts';
import { migrateCommand } from './migrate.ts';
import { practiceCommand } from './practice.ts';
import { oidcCommand } from './oidc.ts';
import { retentionCommand } from './retention.ts';
import { staffCommand } from './staff.ts';
import { statsCommand } from './stats.ts';
import { subjectAccessCommand } from './subject-access.ts';
import { workCommand } from './work.ts';

/** `sayso`: the same modules as the pages, from a terminal. */
const sayso = new Command('sayso')
	.description(t('cli:commands.sayso'))
	.helpOption('-h, --help', t('cli:options.help'))
	.helpCommand(false)
	.exitOverride();

for (const command of [
	helpSettings(sayso),
	migrateCommand(),
	demoCommand(),
	authorityCommand(),
	staffCommand(),
	oidcCommand(),
	importCommand(),
	consultationCommand(),
	exportCommand(),
	statsCommand(),
	keysCommand(),
	eraseCommand(),
	backupCommand(),
	restoreCommand(),
	workCommand(),
	practiceCommand(),
	auditCommand(),
	retentionCommand(),
	subjectAccessCommand()
]) {
	sayso.addCommand(command);
}

try {
	if (process.argv.length <= 2) sayso.outputHelp();
	else await sayso.parseAsync();
} catch (failure) {
	if (!(failure instanceof CommanderError)) throw failure;
	process.exitCode = exitOf(failure);
}
