import { may } from '#lib/server/access.ts';
import type { EnteredStaff } from '#lib/server/auth/entered.ts';
import { inWords } from '#lib/server/exports/ssda903-words.ts';
import { ssda903 } from '#lib/server/exports/ssda903.ts';
import { formatDay } from '#lib/server/format.ts';
import { serverTranslator } from '#lib/server/words.ts';
import { years, yearIn } from './year.server.ts';

// A report, links and a form: no script is sent.
export const csr = false;

export async function load({ locals, url }) {
	const { scope, staff } = locals.entered as EnteredStaff;
	const mayOpen = may(staff.role, 'reviews:read');
	const found = await ssda903(scope, { year: yearIn(url) });
	const { findings, excluded, notChecked } = inWords(serverTranslator(), found);
	return {
		year: found.year,
		years: years().map((year) => ({ year, before: year - 1 })),
		rows: found.rows.length,
		excluded,
		notChecked,
		findings: findings.map(({ child, reviewOn, reviewId, severity, message, rule }) => ({
			child,
			day: reviewOn && formatDay(reviewOn, undefined, 'short'),
			href: mayOpen && reviewId ? `/reviews/${reviewId}` : undefined,
			severity,
			message,
			rule
		})),
		hasErrors: findings.some(({ severity }) => severity === 'error')
	};
}
