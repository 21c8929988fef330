import * as v from 'valibot';
import {
	ABSENCE_REASONS,
	ATTENDANCE,
	ATTENDEE_ROLES,
	LATE_REASONS,
	type AttendeeRole
} from '#lib/domain/attendance.ts';
import { CHAIRING } from '#lib/domain/chairing.ts';
import { PARTICIPATION_CODES, PRESENCES, VOICES } from '#lib/domain/participation.ts';
import { VENUES } from '#lib/forms/options.ts';
import * as fields from './fields.ts';
import { readForm, typedIn, type Typed } from './read-form.ts';
import type { Came, RecordInput } from './review-records.ts';

/** Whose coming is asked about: all but the child, who is asked about apart, and the IRO, who chairs. */
export const COMERS = ATTENDEE_ROLES.filter((role) => role !== 'child' && role !== 'iro');

/** What can be said of one role: there for all or part, absent, or not asked because it was not right. */
export const CAME = [...ATTENDANCE, 'not-appropriate'] as const;

const YES = ['yes'] as const;
const schema = v.object({
	heldOn: fields.day(),
	venueUsed: fields.optionalPick(VENUES),
	attended: fields.pick(ATTENDANCE),
	presence: fields.optionalPick(PRESENCES),
	voice: fields.optionalPick(VOICES),
	briefed: fields.optionalPick(YES),
	code: fields.optionalPick([...PARTICIPATION_CODES, 'other']),
	otherCode: fields.optionalPick(PARTICIPATION_CODES),
	codeReason: fields.optionalText(),
	chairingOffered: fields.optionalPick(['yes', 'no']),
	chairingChosen: fields.optionalPick(CHAIRING),
	chairing: fields.optionalPick(CHAIRING),
	notAttendedReason: fields.optionalPick(ABSENCE_REASONS),
	lateReason: fields.optionalPick(LATE_REASONS),
	nextOn: fields.optionalDay(),
	leaves: fields.optionalPick(YES)
});

export type ReadRecord =
	{ ok: true; input: RecordInput; typed: Typed } | { ok: false; errors: Record<string, string>; typed: Typed };

/** The record as posted, made what it means: nobody has to leave empty what does not apply. */
export function readRecord(form: FormData): ReadRecord {
	const typed = typedIn(form);
	const posted = readForm(schema, form);
	const came = readCame(typed);
	const errors = { ...(posted.ok ? {} : posted.errors), ...came.errors };
	if (posted.ok && posted.input.attended !== 'no' && !posted.input.voice) errors.voice = 'choose-one';
	if (!posted.ok || Object.keys(errors).length) return { ok: false, errors, typed };

	const { briefed, code, otherCode, chairingOffered, leaves, nextOn, ...rest } = posted.input;
	const away = rest.attended === 'no';
	const input = {
		...rest,
		presence: away ? null : (rest.presence ?? 'in-person'),
		voice: away ? (briefed ? 'advocate' : 'none') : rest.voice!,
		code: code === 'other' ? otherCode : code,
		chairingOffered: chairingOffered && chairingOffered === 'yes',
		nextOn: leaves ? null : nextOn,
		came: came.list
	} as const;
	return { ok: true, input, typed };
}

function readCame(typed: Typed): { list: Came[]; errors: Record<string, string> } {
	const errors: Record<string, string> = {};
	const list = COMERS.map((role): Came => {
		const said = typed[`came.${role}`];
		const attended = ATTENDANCE.find((known) => known === said) ?? null;
		const notAppropriate = said === 'not-appropriate' ? why(typed, role) : null;
		if (notAppropriate === '') errors[`why.${role}`] = 'reason-why';
		return { role, attended, notAppropriate: notAppropriate || null };
	});
	return { list, errors };
}

const why = (typed: Typed, role: AttendeeRole) => v.parse(v.fallback(fields.text(500), ''), typed[`why.${role}`]);

/** Whether somebody left open when the next review is: neither a day nor "leaves care". */
export const needsNext = ({ typed }: { typed: Typed }): boolean => !typed.nextOn && typed.leaves !== 'yes';
