import { writeFileSync } from 'node:fs';
import { mayBeAsked } from '#lib/domain/asking.ts';
import * as consultations from '#lib/server/consultations.ts';
import * as people from '#lib/server/people.ts';
import * as reviews from '#lib/server/reviews.ts';
import { printedCode } from '#lib/server/auth/tokens.ts';
import type { AuthorityScope } from '#lib/server/db/scope.ts';
import { slipPage } from './slip.ts';
import { command, Refused, run, scopeOf, t, WrongUse } from './command.ts';

interface Options {
	authority: string;
	review?: string;
	child?: string;
	for: string;
	person?: string;
	instrument?: string;
	slip?: string;
	json?: boolean;
}

const AUDIENCES: Record<string, consultations.ConsultationAudience> = {
	child: 'child',
	parent: 'parent',
	carer: 'foster-carer',
	'foster-carer': 'foster-carer'
};

/** `sayso consultation open`: prints a code, once. */
export function consultationCommand() {
	const open = command('consultation open')
		.requiredOption('--authority <code>', t('cli:options.authority'))
		.option('--review <id>', t('cli:options.review'))
		.option('--child <id>', t('cli:options.child'))
		.requiredOption('--for <whom>', t('cli:options.for'))
		.option('--person <id>', t('cli:options.person'))
		.option('--instrument <id>', t('cli:options.instrument'))
		.option('--slip <file>', t('cli:options.slip'))
		.action(
			run<Options>(async (options) => {
				const audience = AUDIENCES[options.for];
				if (!audience) throw new WrongUse('for', { given: options.for });
				const scope = await scopeOf(options.authority);
				const reviewId = await reviewOf(scope, options);
				const personId = await personOf(scope, reviewId, audience, options.person);
				const slip = await consultations.open(scope, { reviewId, audience, personId, instrument: options.instrument });
				if (!slip) throw new Refused('no-review');
				if ('refused' in slip) throw new Refused(slip.refused);
				const { url, expiresAt } = slip;
				const code = printedCode(slip.code);
				if (options.slip) writeFileSync(options.slip, slipPage(slip, audience), { mode: 0o600 });
				return {
					json: { consultation: slip.consultationId, code, url, expiresAt, slip: options.slip },
					lines: [
						t('cli:done.code', { code }),
						t('cli:done.address', { url }),
						t('cli:done.expires', { day: expiresAt.slice(0, 10) }),
						...(options.slip ? [t('cli:done.slip', { file: options.slip })] : [])
					]
				};
			})
		);
	return command('consultation').addCommand(open);
}

/** By our id or the case system's; for a child, their next review that is not held. */
async function reviewOf(scope: AuthorityScope, { review, child }: Options): Promise<string> {
	if (!review === !child) throw new WrongUse('review-or-child');
	const id = review ? await reviews.idOf(scope, review) : await reviews.nextOfChild(scope, child!);
	if (!id) throw new Refused('no-review');
	return id;
}

/** Who of those round the child is asked: a slip that names nobody has no way in. Refuses with those who can be named. */
async function personOf(
	scope: AuthorityScope,
	reviewId: string,
	audience: consultations.ConsultationAudience,
	named: string | undefined
): Promise<string | undefined> {
	if (audience === 'child') {
		if (named) throw new WrongUse('person-child');
		return undefined;
	}
	const round = (await people.ofReview(scope, reviewId)) ?? [];
	const askable = round.filter((one) => !people.isGone(one) && mayBeAsked(audience, one.relationship));
	const found = askable.find(({ id }) => id === named);
	if (found) return found.id;
	if (!askable.length) throw new Refused('nobody-to-name');
	const list = askable
		.map(({ id, name, relationship }) => `  ${id}  ${name} (${t(`staff:attendees.${relationship}`)})`)
		.join('\n');
	throw new Refused(named ? 'no-such-person' : 'name-somebody', { list });
}
