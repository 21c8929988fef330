import * as breakGlass from '#lib/server/auth/break-glass.ts';
import * as identities from '#lib/server/auth/identities.ts';
import { providerOf } from '#lib/server/auth/providers.ts';
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
	return command('staff').addCommand(create).addCommand(breakGlassCommand()).addCommand(linkCommand());
}

/** `sayso staff break-glass`: two accounts for the day nobody else can sign in, or new passphrases for them, printed once. */
function breakGlassCommand() {
	return command('staff break-glass')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.action(
			run<Options>(async ({ authority }) => {
				const made = await breakGlass.make(await scopeOf(authority));
				const lines = made.map(({ email, passphrase }) => `${email}  ${passphrase}`);
				return { json: { accounts: made }, lines: [t('cli:done.break-glass'), '', ...lines] };
			})
		);
}

/** `sayso staff link`: says which account of the authority's own sign-in a member of staff has. */
function linkCommand() {
	return command('staff link')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--email <email>', t('cli:options.staff-email'))
		.requiredOption('--subject <id>', t('cli:options.subject'))
		.action(
			run<Options & { subject: string }>(async ({ authority, email, subject }) => {
				const scope = await scopeOf(authority);
				const provider = await providerOf(scope);
				if (!provider) throw new Refused('no-provider');
				const found = await staff.byEmail(scope, email);
				if (!found) throw new Refused('no-staff', { email });
				await identities.link(scope, found.id, provider.issuer, subject);
				return { json: { id: found.id, issuer: provider.issuer, subject }, lines: [t('cli:done.linked', { email })] };
			})
		);
}
