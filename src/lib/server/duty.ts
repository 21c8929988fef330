import * as v from 'valibot';
import type { Watch } from '#lib/domain/escalation.ts';
import { addWorkingMinutes, isWorkingTime, type WorkingHours } from '#lib/domain/working-time.ts';
import { spokenInSafety, type Language } from '#lib/i18n/languages.ts';
import * as audit from './audit.ts';
import { holidays } from './bank-holidays.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import * as fields from './fields.ts';
import { formatMoment } from './format.ts';
import { emailOf, phoneOf } from './outbox/addresses.ts';
import { opened, openerFor, rowOf, sealerFor } from './sealing/index.ts';

/**
 * Whom an authority tells when a child may not be safe, when its people are at work, and whom a child can ring.
 *
 * For the page of the authority's settings: `of` gives what there is (or the defaults), `change` takes a form's fields
 * by these names and answers what is wrong with each: emails, phones, backupEmails (one on a line), backupStaffId,
 * worksOn (several, '1' is Monday), worksFrom, worksUntil ('HH:MM'), escalateAfter (minutes), dayNumber, nightNumber,
 * nightText. The codes of what is wrong are `alarms:errors.*`.
 */
export interface Duty {
	emails: string[];
	phones: string[];
	backupEmails: string[];
	backupStaffId: string | null;
	hours: WorkingHours;
	/** Minutes of working time that an alarm may stay unseen. */
	after: number;
	dayNumber: string | null;
	nightNumber: string | null;
	nightText: string | null;
}

const DEFAULTS: Duty = {
	emails: [],
	phones: [],
	backupEmails: [],
	backupStaffId: null,
	hours: { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
	after: 60,
	dayNumber: null,
	nightNumber: null,
	nightText: null
};

/** One row of an authority: there is nothing after the authority in its key. */
const ROW = '';

/** What the authority has set, else what holds without it: Monday to Friday, nine to five, an hour, no numbers. */
export async function of(scope: AuthorityScope): Promise<Duty> {
	const row = await scope.selectFrom('duty').selectAll('duty').executeTakeFirst();
	if (!row) return DEFAULTS;
	const open = opened(await openerFor(scope, 'authority'), 'duty', ROW);
	const list = (column: 'emails' | 'phones' | 'backupEmails') =>
		JSON.parse(open(column, row[column]) ?? '[]') as string[];
	return {
		emails: list('emails'),
		phones: list('phones'),
		backupEmails: list('backupEmails'),
		backupStaffId: row.backupStaffId,
		hours: { days: [...row.worksOn].map(Number), from: row.worksFrom, to: row.worksUntil },
		after: row.escalateAfter,
		dayNumber: row.dayNumber,
		nightNumber: row.nightNumber,
		nightText: row.nightText
	};
}

/** The hours an alarm's clock runs in. */
export const watchOf = ({ hours, after }: Duty): Watch => ({ hours, after, holidays: holidays() });

/** Whether anybody is at work now. Nobody watches all the time, and a child is told so. */
export const isAtWork = ({ hours }: Duty, at = now()): boolean => isWorkingTime(at, hours, holidays());

const several = v.optional(v.union([v.string(), v.array(v.string())]), []);
const TIME = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** One on a line, each read by `read`. */
const list = (read: (text: string) => string | undefined, wrong: string) =>
	v.pipe(
		fields.text(2000),
		v.transform((text) => text.split('\n').flatMap((line) => line.trim() || [])),
		v.maxLength(20, 'too-many'),
		v.check((lines) => lines.every(read), wrong),
		v.transform((lines) => lines.map((line) => read(line)!))
	);

const number = v.pipe(
	fields.optionalText(40),
	v.check((text) => text === null || /^[\d +()-]{3,}$/.test(text), 'not-a-number')
);
const time = v.pipe(
	v.optional(v.string(), ''),
	v.check((text) => TIME.test(text), 'not-a-time')
);

const FORM = v.object({
	emails: list(emailOf, 'not-an-email'),
	phones: list(phoneOf, 'not-a-mobile'),
	backupEmails: list(emailOf, 'not-an-email'),
	backupStaffId: fields.optionalText(36),
	worksOn: v.pipe(
		several,
		v.transform((days) => [...new Set([days].flat())].sort()),
		v.minLength(1, 'choose-one'),
		v.check((days) => days.every((day) => /^[1-7]$/.test(day)), 'choose-one')
	),
	worksFrom: time,
	worksUntil: time,
	escalateAfter: v.pipe(
		v.optional(v.string(), ''),
		v.check((text) => /^\d{1,3}$/.test(text) && Number(text) >= 5 && Number(text) <= 480, 'not-minutes')
	),
	dayNumber: number,
	nightNumber: number,
	nightText: fields.optionalText(300)
});

export type DutyErrors = Partial<Record<keyof v.InferOutput<typeof FORM>, string>>;

/** Sets it all, from a form's fields; or says by field what is wrong, and changes nothing. */
export async function change(
	scope: AuthorityScope,
	input: Record<string, string | string[]>
): Promise<'changed' | { errors: DutyErrors }> {
	const read = v.safeParse(FORM, input);
	if (!read.success) {
		const { nested } = v.flatten<typeof FORM>(read.issues);
		return { errors: Object.fromEntries(Object.entries(nested ?? {}).map(([name, codes]) => [name, codes?.[0]])) };
	}
	if (read.output.worksUntil <= read.output.worksFrom) return { errors: { worksUntil: 'ends-before-it-begins' } };
	return scope.transaction(async (tx) => {
		const { backupStaffId } = read.output;
		if (backupStaffId && !(await isOnTheStaff(tx, backupStaffId))) return { errors: { backupStaffId: 'choose-one' } };
		const row = await rowFrom(tx, read.output);
		await tx
			.insertInto('duty', row)
			.onConflict((same) => same.column('authorityId').doUpdateSet(row))
			.execute();
		await audit.record(tx, 'duty.changed', tx.authorityId);
		return 'changed' as const;
	});
}

async function rowFrom(tx: AuthorityScope, input: v.InferOutput<typeof FORM>) {
	const { seal } = rowOf(await sealerFor(tx, 'authority'), 'duty', ROW);
	const sealed = (column: 'emails' | 'phones' | 'backupEmails') =>
		seal(column, input[column].length ? JSON.stringify(input[column]) : null);
	return {
		...input,
		emails: sealed('emails'),
		phones: sealed('phones'),
		backupEmails: sealed('backupEmails'),
		worksOn: input.worksOn.join(''),
		escalateAfter: Number(input.escalateAfter),
		updatedAt: now(),
		updatedBy: tx.staffId
	};
}

async function isOnTheStaff(tx: AuthorityScope, id: string): Promise<boolean> {
	const found = await tx
		.selectFrom('staff')
		.select('staff.id')
		.where('staff.id', '=', id)
		.where('staff.endedAt', 'is', null)
		.executeTakeFirst();
	return found !== undefined;
}

/** What a child is told before they ask for help: whether anybody is at work, when somebody is again, and whom to ring. */
export async function forParticipant(scope: AuthorityScope, language: Language, at = now()) {
	const set = await of(scope);
	const { dayNumber, nightNumber, nightText, hours } = set;
	const { name } = await scope.authority();
	const backAt = addWorkingMinutes(at, 0, hours, holidays());
	return {
		authority: name,
		atWork: isAtWork(set, at),
		backAt: backAt && formatMoment(backAt, spokenInSafety(language)),
		dayNumber,
		nightNumber,
		nightText
	};
}

export type Reach = Awaited<ReturnType<typeof forParticipant>>;
