/*
 * `npm run matrix`: who gets what, asked of the built application and written to docs/authorization.md. Run it when a
 * route, a role or a rule has changed; the journeys fail while the page says something else.
 */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { ROLES } from '#lib/domain/role.ts';
import { MAY } from '#lib/server/access.ts';
import { startApp } from './app.ts';
import { asTable, askAll, LETTERS, unexpected, type Answer } from './matrix.ts';
import { makeCast, WHOSE, type Visitor } from './visitors.ts';

export const PAGE = 'docs/authorization.md';

/** The page, as it is written and compared. */
export async function pageOf(answers: readonly Answer[], visitors: readonly Visitor[]): Promise<string> {
	const text = [
		'# Who may open and change what',
		'Made by `npm run matrix` from the table of rules in `src/lib/server/access.ts` and the answers of the built application, and checked with every run of the tests. No line is written by hand.',
		`Each letter is an answer: ${LETTERS.in} let in, ${LETTERS.door} sent to the door, ${LETTERS.nothing} nothing there (404, the same as for an address that does not exist), ${LETTERS.refused} refused. Five letters in a row are for an address that names, in this order: ${WHOSE.join(', ')}. “Let in” with something of nobody’s, such as a form that is not valid, is an answer without anything of a child in it.`,
		'PUT, PATCH and DELETE are answered by no route; HEAD as GET, without a body. A child opens and changes only what their own session names: no address of theirs has an id in it.',
		'## Roles',
		'| Role | May |',
		'|---|---|',
		...ROLES.map((role) => `| ${role} | ${MAY[role].map((capability) => `\`${capability}\``).join(', ')} |`),
		'',
		'The IROs’ and social workers’ caseload narrows this further; `iro before` is an IRO whose part in the child’s life ended yesterday.',
		'## Routes',
		asTable(answers, visitors)
	].join('\n\n');
	const joined = text.replace(/\|\n\n\|/g, '|\n|');
	return format(joined, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

if (import.meta.main) {
	const app = await startApp();
	const cast = await makeCast(app.connection);
	const answers = await askAll(app.origin, cast);
	writeFileSync(PAGE, await pageOf(answers, cast.visitors));
	const wrong = unexpected(answers, cast);
	console.log(`${PAGE}: ${answers.length} answers, ${wrong.length} unexpected`);
	for (const line of wrong) console.log(line);
	await app.stop();
	process.exitCode = wrong.length ? 1 : 0;
}
