import { addDays, type Day } from '#lib/domain/day.ts';
import type { ReviewTargets } from '#lib/domain/review-dates.ts';
import { addWorkingDays } from '#lib/domain/working-days.ts';
import { holidays } from '../bank-holidays.ts';
import type { AuthorityScope, NewRow } from '../db/scope.ts';
import type { OwnedTable } from '../db/schema.ts';
import type { AnyRow } from '../sealing/fields.ts';
import { sealRows } from '../sealing/rows.ts';
import { withContacts } from './contacts.ts';
import { consultationIdOf, DOORS } from './doors.ts';
import type { AuthorityPlan, DemoStaff } from './places.ts';
import type { Random } from './random.ts';

type Rows = { [T in OwnedTable]?: NewRow<T>[] };

/** One authority in the making: everything is made here first and put in at once. */
export interface World {
	plan: AuthorityPlan;
	today: Day;
	/** The day the authority began with Sayso: reviews held before it came from its case system. */
	since: Day;
	targets: ReviewTargets;
	random: Random;
	id: () => string;
	staff: DemoStaff[];
	rows: Rows;
	/** How many of what there should be few. */
	few: { overdue: number; toRecord: number; flags: number };
}

export function add<T extends OwnedTable>({ rows }: World, table: T, row: NewRow<T>): void {
	// TypeScript does not tie the list to the name once both are generic.
	((rows[table] ??= []) as NewRow<T>[]).push(row);
}

/** Each table after those it refers to. */
const ORDER: readonly OwnedTable[] = [
	'staff',
	'venue',
	'profile',
	'child',
	'episode',
	'involvement',
	'person',
	'review',
	'meeting',
	'attendee',
	'consultation',
	'submission',
	'reply',
	'answer',
	'words',
	'reading',
	'wish',
	'safetyFlag'
];

/** When reviews begin. */
export const STARTS = ['10:00', '11:30', '14:00', '15:45', '16:15', '16:30'] as const;

const BATCH = 400;

/** Puts everything in. */
export async function insert(tx: AuthorityScope, { rows }: World): Promise<void> {
	const reviews = new Map(rows.submission?.map(({ id, reviewId }) => [id, reviewId]));
	// A review is its own; an answer and the words beside it are of their submission's.
	const reviewOf = (row: AnyRow) => String(row.reviewId ?? reviews.get(String(row.submissionId)) ?? row.id);
	const doors = DOORS.map(consultationIdOf);
	const atDoors = rows.consultation?.filter(({ id }) => doors.includes(id)) ?? [];
	const known = new Set(atDoors.map(({ personId }) => personId ?? ''));
	for (const table of ORDER) {
		const people = table === 'person' ? await withContacts(tx, rows.person ?? [], known) : undefined;
		const all = people ?? (await sealRows(tx, table, (rows[table] ?? []) as NewRow<typeof table>[], reviewOf));
		for (let i = 0; i < all.length; i += BATCH) await tx.insertInto(table, all.slice(i, i + BATCH)).execute();
	}
}

/** A moment on a day, at an hour from `from` up to `to` (UTC). */
export function momentOn(day: Day, r: Random, from = 8, to = 16): string {
	const two = (number: number) => String(number).padStart(2, '0');
	return `${day}T${two(r.int(from, to - 1))}:${two(r.int(0, 59))}:${two(r.int(0, 59))}.000Z`;
}

export const laterBy = (moment: string, seconds: number): string =>
	new Date(Date.parse(moment) + seconds * 1000).toISOString();

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** So many working days away; nought is the day itself, or the last working day before it. */
export function workingDay(day: Day, away = 0): Day {
	if (away) return addWorkingDays(day, away, holidays());
	return addWorkingDays(addDays(day, 1), -1, holidays());
}
