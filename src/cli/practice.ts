import { printedCode } from '#lib/server/auth/tokens.ts';
import * as practice from '#lib/server/practice.ts';
import { command, Refused, run, scopeOf, t } from './command.ts';

interface Options {
	authority: string;
	json?: boolean;
}

/** `sayso practice`: the made-up child to try everything with, and a new card. */
export function practiceCommand() {
	return command('practice')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.action(
			run<Options>(async ({ authority }) => {
				const made = await practice.make(await scopeOf(authority));
				if ('refused' in made) throw new Refused(`practice-${made.refused}`);
				const { reviewId, consultationId, url } = made;
				const code = printedCode(made.code);
				return {
					json: { review: reviewId, consultation: consultationId, code, url },
					lines: [t('cli:done.practice'), t('cli:done.code', { code }), t('cli:done.address', { url })]
				};
			})
		);
}
