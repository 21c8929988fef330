import * as providers from '#lib/server/auth/providers.ts';
import { setting } from '#lib/server/settings.ts';
import { command, Refused, run, scopeOf, standardInput, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	name: string;
	issuer: string;
	clientId: string;
	subject: string;
	roles: string;
	json?: boolean;
}

/** `sayso oidc`: an authority's own sign-in by OpenID Connect. */
export function oidcCommand() {
	return command('oidc').addCommand(setCommand()).addCommand(removeCommand());
}

/** `sayso oidc set`, with the client's secret on standard input. Says which address to register there. */
function setCommand() {
	return command('oidc set')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.requiredOption('--name <name>', t('cli:options.provider-name'))
		.requiredOption('--issuer <address>', t('cli:options.issuer'))
		.requiredOption('--client-id <id>', t('cli:options.client-id'))
		.option('--subject <claim>', t('cli:options.subject-claim'), 'oid')
		.option('--roles <claim>', t('cli:options.role-claim'), 'roles')
		.action(
			run<Options>(async ({ authority, name, issuer, clientId, subject, roles }) => {
				if (subject !== 'oid' && subject !== 'sub') throw new WrongUse('subject-claim', { given: subject });
				const clientSecret = await standardInput();
				const input = { name, issuer, clientId, clientSecret, subjectClaim: subject, roleClaim: roles } as const;
				const made = await providers.set(await scopeOf(authority), input);
				if ('refused' in made) throw new Refused(made.refused, { issuer });
				const back = new URL(`/sign-in/oidc/${authority}/back`, setting('ORIGIN')).href;
				return {
					json: { id: made.id, back },
					lines: [t('cli:done.provider', { name }), t('cli:done.provider-back', { back })]
				};
			})
		);
}

/** `sayso oidc remove`. */
function removeCommand() {
	return command('oidc remove')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.action(
			run<Options>(async ({ authority }) => {
				await providers.remove(await scopeOf(authority));
				return { json: { removed: true }, lines: [t('cli:done.provider-removed')] };
			})
		);
}
