import { slashed } from '#lib/domain/day.ts';
import { accepted, type Bundle } from './bundles.ts';
import { checkReviewRows } from './check-reviews.ts';
import { isReturn, say, sayRepeated, type Checking } from './checking.ts';
import type { Kind } from './layouts.ts';
import type { Staged } from './types.ts';

/** Holds all rows of one child against the rules and against each other. Rows with an error are refused. */
export function checkChild(bundle: Bundle, checking: Checking): void {
	if (isNotInCare(bundle, checking)) return;
	checkPerson(bundle, checking);
	checkEpisodes(bundle, checking);
	if (refusedWithPerson(bundle, checking) || refusedWithoutPerson(bundle, checking)) return;
	checkBirths(bundle, checking);
	for (const row of accepted(bundle.rows.involvement)) {
		const { professional } = row.said;
		if (checking.professionals.has(professional)) continue;
		say(checking, row, { rule: 'professional-unknown', severity: 'error', field: 'professional', value: professional });
	}
	checkReviewRows(bundle, checking);
	if (!canBeKnown(bundle)) refuseAll(bundle, checking, 'no-child');
}

/**
 * A case system's table of people has everybody it ever knew. Where the run also says who is looked after, the others
 * are left out: Sayso has no business with them.
 */
function isNotInCare({ rows, stored }: Bundle, checking: Checking): boolean {
	if (stored || rows.episode.length || rows.review.length || !checking.given.has('episode')) return false;
	if (!rows.child.length || rows.child.some((row) => isReturn(row, checking))) return false;
	for (const row of [...rows.child, ...rows.unaccompanied, ...rows.involvement]) {
		if (row.refused) continue;
		checking.notInCare.set(row.file, (checking.notInCare.get(row.file) ?? 0) + 1);
		checking.staging.leaveOut(row.seq);
	}
	return true;
}

function checkPerson({ rows }: Bundle, checking: Checking): void {
	checkTwins(rows.child, checking, () => true);
	for (const row of accepted(rows.child)) {
		const { bornOn } = row.said;
		if (!bornOn) say(checking, row, { rule: 'dob-blank', severity: 'error', field: 'born-on', value: '' });
		else if (bornOn > checking.today)
			say(checking, row, { rule: 'dob-impossible', severity: 'error', field: 'born-on', value: slashed(bornOn) });
	}
}

/** Of rows about the same thing, one that repeats another changes nothing; of rows that differ nobody can tell which is right. */
function checkTwins<K extends Kind>(
	rows: Staged<K>[],
	checking: Checking,
	same: (a: Staged<K>, b: Staged<K>) => boolean
): void {
	const open = accepted(rows);
	for (const [i, row] of open.entries()) {
		const others = open.filter((other, j) => j !== i && same(row, other));
		const differs = others.find((other) => JSON.stringify(other.said) !== JSON.stringify(row.said));
		if (differs)
			say(checking, row, {
				rule: 'rows-differ',
				severity: 'error',
				field: 'child',
				value: row.child ?? '',
				params: { line: differs.line }
			});
		else if (others.some(({ seq }) => seq < row.seq)) sayRepeated(checking, row, others[0]!);
	}
}

/** Episodes without an id of their own are told apart by the day they started. */
function checkEpisodes({ rows }: Bundle, checking: Checking): void {
	checkTwins(rows.episode, checking, (a, b) => !a.key && !b.key && a.said.startedOn === b.said.startedOn);
}

/** Nothing of a child is taken when the row that says who they are is refused, and Sayso does not know them yet. */
function refusedWithPerson(bundle: Bundle, checking: Checking): boolean {
	const { child } = bundle.rows;
	if (bundle.stored || !child.length || accepted(child).length) return false;
	refuseAll(bundle, checking, 'depends-on-refused', {
		line: child[0]!.line,
		file: checking.files[child[0]!.file]!.name
	});
	return true;
}

/** A child in none of the tables that say who a child is: INT08 in a return, which is complete; else only when nobody knows them. */
function refusedWithoutPerson(bundle: Bundle, checking: Checking): boolean {
	const { rows, stored } = bundle;
	if (rows.child.length) return false;
	const inReturn = checking.files.some(({ table }) => table?.kind === 'child' && table.layout === 'ssda903');
	for (const row of allRows(bundle)) {
		if (row.refused || row.kind === 'review') continue;
		if (inReturn && isReturn(row, checking)) {
			say(checking, row, { rule: 'INT08', severity: 'error', field: 'child', value: bundle.child });
		}
	}
	if (stored || rows.review.some((row) => isReturn(row, checking) || row.said.bornOn)) return false;
	refuseAll(bundle, checking, checking.given.has('child') ? 'INT08' : 'no-child');
	return true;
}

const allRows = ({ rows }: Bundle): Staged[] => [
	...rows.episode,
	...rows.unaccompanied,
	...rows.involvement,
	...rows.review
];

function refuseAll(bundle: Bundle, checking: Checking, rule: string, params?: Record<string, string | number>): void {
	for (const row of allRows(bundle)) {
		if (!row.refused)
			say(checking, row, { rule, severity: 'error', field: 'child', value: bundle.child, ...(params && { params }) });
	}
}

/** INT17 is about every table of a return that repeats the date of birth; the rules on reviews say it of theirs. */
function checkBirths({ rows, stored }: Bundle, checking: Checking): void {
	const bornOn = accepted(rows.child)[0]?.said.bornOn ?? stored?.bornOn;
	for (const row of accepted(rows.unaccompanied)) {
		if (!bornOn || !row.said.bornOn || row.said.bornOn === bornOn) continue;
		say(checking, row, {
			rule: 'INT17',
			severity: 'error',
			field: 'born-on',
			value: slashed(row.said.bornOn),
			params: { headerDob: bornOn }
		});
	}
}

/** A table of reviews that has the date of birth says enough to make a child known. */
function canBeKnown({ rows, stored }: Bundle): boolean {
	return (
		stored !== undefined || accepted(rows.child).length > 0 || accepted(rows.review).some(({ said }) => said.bornOn)
	);
}
