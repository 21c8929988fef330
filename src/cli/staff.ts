import * as staff from '#lib/server/staff.ts';
import { command, Refused, run, scopeOf, standardInput, t } from './command.ts';

interface Options {
	authority: string;
	email: string;
	name: string;
	role: string;
	professional?: string;
	json?: boolean;
}

/** `sayso staff create`, with the password on standard input. */
export function staffCommand() {
	const create = command('staff create')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--email <email>', t('cli:options.email'))
		.requiredOption('--name <name>', t('cli:options.name'))
		.requiredOption('--role <role>', t('cli:options.role'))
		.option('--professional <id>', t('cli:options.professional'))
		.action(
			run<Options>(async ({ authority, email, name, role, professional }) => {
				const scope = await scopeOf(authority);
				const made = await staff.create(scope, {
					email,
					name,
					role,
					password: await standardInput(),
					externalId: professional ?? null
				});
				if ('refused' in made) throw new Refused(made.refused, { email, role });
				return { json: { id: made.id }, lines: [t('cli:done.staff', { name, email })] };
			})
		);
	return command('staff').addCommand(create);
}
