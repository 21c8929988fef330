import type { Day } from '#lib/domain/day.ts';
import type { Holidays } from '#lib/domain/working-days.ts';
import type { Findings, Found } from './findings.ts';
import type { Kind } from './layouts.ts';
import type { ReadFile } from './read-files.ts';
import type { Staging } from './staging.ts';
import type { Staged } from './types.ts';

/** What the checks share in one run. */
export interface Checking {
	findings: Findings;
	staging: Staging;
	files: readonly ReadFile[];
	/** Kinds of table the run has a file of. */
	given: ReadonlySet<Kind>;
	today: Day;
	holidays: Holidays;
	/** Professionals who are named in the files or already known. */
	professionals: ReadonlySet<string>;
	/** Children whose reviews could not be held against a table, because neither the files nor Sayso has it. */
	unanswered: { header: number; episodes: number };
	/** Rows of people left out because nothing says they are looked after, by file. */
	notInCare: Map<number, number>;
}

/** True when a row comes from a return, whose tables are complete in themselves. */
export const isReturn = (row: Staged, { files }: Checking): boolean => files[row.file]!.table?.layout === 'ssda903';

/** Says what is wrong with a staged row; an error refuses it. */
export function say(
	{ findings, staging, files }: Checking,
	row: Staged,
	found: Pick<Found, 'rule' | 'severity' | 'value' | 'params'> & { field?: string }
): void {
	const { field, ...rest } = found;
	const file = files[row.file]!;
	const column = field && (file.columns.get(field) ?? (field === 'child' ? namesChild(file) : undefined));
	findings.add({ ...rest, file: file.name, line: row.line, column: column || '' });
	if (found.severity !== 'error') return;
	row.refused = true;
	staging.refuse(row.seq);
}

/** Reviews may name their child by a period of care or an episode only. */
const namesChild = ({ columns }: ReadFile): string | undefined => columns.get('care-id') ?? columns.get('episode-id');

/** Says that a row repeats another, and takes it out: the other one stands. */
export function sayRepeated(checking: Checking, row: Staged, first: Staged): void {
	say(checking, row, {
		rule: 'row-repeated',
		severity: 'note',
		field: 'child',
		value: row.child ?? '',
		params: { line: first.line }
	});
	checking.staging.leaveOut(row.seq);
	row.refused = true;
}
