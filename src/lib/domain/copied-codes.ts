import { ageOn } from './day.ts';
import { findingOn, type Finding, type ReviewRow } from './ssda903.ts';

/**
 * What ties the rows of several children together. No extract has a table of brothers and sisters, so only two things
 * can: one review id on several children (one workflow step recorded for all of them), or the same last name on the
 * same day, which the reviews table can be asked once the children are known.
 */
export type SiblingLink = 'review-id' | 'last-name';

/**
 * Findings when every child of a group reviewed on one day has the same code, which may be one child's code copied to
 * all. `group` is all rows with one link on one day. Rows of children under four are left out: PN0 is all they can
 * have. A shared review id is evidence by itself. A shared last name is not, and most children have PN1, so there two
 * with PN1 pass, as two who were both at their joint review; three do not, nor do two with any other code.
 */
export function copiedCodes(group: readonly ReviewRow[], link: SiblingLink): Finding[] {
	const rows = group.flatMap((row, index) => (isOfAge(row) ? [{ row, index }] : []));
	const codes = new Set(rows.map(({ row }) => row.code));
	const children = new Set(rows.map(({ row }) => row.child)).size;
	const enough = link === 'last-name' && codes.has('PN1') ? 3 : 2;
	if (codes.size !== 1 || children < enough) return [];
	return rows.map(({ row, index }) => findingOn('copied-to-siblings', row, index, { children }));
}

function isOfAge({ bornOn, reviewOn, code, cancelled }: ReviewRow): boolean {
	if (!reviewOn || !code || cancelled) return false;
	return bornOn ? ageOn(reviewOn, bornOn) >= 4 : code !== 'PN0';
}
