import { database } from '#lib/server/database.ts';
import * as erase from '#lib/server/erase.ts';
import * as reviews from '#lib/server/reviews.ts';
import { command, Refused, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	review?: string;
	child?: string;
	json?: boolean;
}

/** `sayso erase`: everything said for one review, or one child with all of theirs, and the keys that open it. */
export function eraseCommand() {
	return command('erase')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.option('--review <id>', t('cli:options.erase-review'))
		.option('--child <id>', t('cli:options.erase-child'))
		.action(
			run<Options>(async ({ authority, review, child }) => {
				if (!review === !child) throw new WrongUse('review-or-child');
				const scope = await scopeOf(authority);
				const id = review ? await reviews.idOf(scope, review) : await erase.childNamed(scope, child!);
				if (!id) throw new Refused(review ? 'no-such-review' : 'no-such-child');
				await (review ? erase.review(scope, id) : erase.child(scope, id));
				await database().leaveNothing(['sealing_key']);
				const what = review ? 'review' : 'child';
				return { json: { erased: { [what]: id } }, lines: [t(`cli:done.erased-${what}`)] };
			})
		);
}
