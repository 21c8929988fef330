import { slashed, type Day } from '#lib/domain/day.ts';
import { OFFICIAL_TEXT, type ParticipationCode } from '#lib/domain/participation.ts';
import { codeFromText, type CodeMap } from '#lib/domain/participation-text.ts';
import { LONGEST_CHILD } from '#lib/domain/ssda903.ts';
import type { Cells } from './cells.ts';
import type { Kind, TableLayout } from './layouts.ts';
import { reasonStarted, roleOf } from './wordings.ts';
import type { Said, Staged } from './types.ts';
import { readDay, readFlag, readSex, readText } from './values.ts';

/** What a row says; or why it is none of ours, which is no mistake. */
export type ReadRow = Pick<Staged, 'child' | 'key' | 'said'> | { leftOut: LeftOut };
export type LeftOut = 'other-role' | 'no-professional' | 'other-status' | 'no-name';

export interface Wordings {
	/** The code an extract's wording stands for. */
	code(text: string): ParticipationCode | undefined;
	roles: Readonly<Record<string, 'iro' | 'social-worker'>>;
	today: Day;
}

/** Reads wordings of participation once each: a file has few, in a million rows. */
export function codeReader(map: CodeMap): Wordings['code'] {
	const known = new Map<string, ParticipationCode | undefined>();
	return (text) => {
		if (known.has(text)) return known.get(text);
		const code = codeFromText(text, map);
		if (known.size < 10_000) known.set(text, code);
		return code;
	};
}

/** Reads one row of a table; what is wrong with it is in `cells.found`. */
export function readRow(table: TableLayout, cells: Cells, wordings: Wordings): ReadRow {
	return READERS[table.kind](cells, table, wordings);
}

const READERS: Record<Kind, (cells: Cells, table: TableLayout, wordings: Wordings) => ReadRow> = {
	professional,
	child,
	episode,
	unaccompanied,
	involvement,
	review
};

function professional(cells: Cells): ReadRow {
	const key = cells.id('id') ?? null;
	if (key === null) cells.say('id-blank', 'error', 'id');
	const name = cells.text('name');
	if (!name) return { leftOut: 'no-name' };
	return { child: null, key, said: { name } };
}

function child(cells: Cells, { layout }: TableLayout): ReadRow {
	const id = cells.child();
	if (id && id.length > LONGEST_CHILD) {
		// The return would refuse the child; the case system may well have such an id.
		cells.say('child-too-long', layout === 'ssda903' ? 'error' : 'warning', 'child', { longest: LONGEST_CHILD });
	}
	const sex = cells.text('sex');
	const said: Said['child'] = {
		firstName: cells.text('first-name'),
		lastName: cells.text('last-name'),
		bornOn: cells.day('born-on', 'dob-impossible') ?? null,
		sex: sex && readSex(sex)
	};
	return { child: id, key: null, said };
}

function episode(cells: Cells, _: TableLayout, { today }: Wordings): ReadRow {
	const child = cells.child();
	const said: Said['episode'] = {
		careId: cells.id('care-id'),
		careStartedOn: cells.day('care-started-on'),
		startedOn: cells.neededDay('started-on'),
		endedOn: cells.day('ended-on'),
		reasonStarted: reasonStarted(cells.text('reason-started')),
		reasonEnded: cells.text('reason-ended'),
		legalStatus: cells.text('legal-status')?.toUpperCase(),
		placementType: cells.text('placement-type')
	};
	if (said.endedOn && said.endedOn < said.startedOn) cells.say('end-before-start', 'error', 'ended-on');
	if (said.startedOn > today) cells.say('starts-in-future', 'warning', 'started-on');
	return { child, key: cells.id('id') ?? null, said };
}

function unaccompanied(cells: Cells): ReadRow {
	const status = cells.text('status');
	if (cells.has('status') && !/\buasc\b|unaccompanied/i.test(status ?? '')) return { leftOut: 'other-status' };
	const child = cells.child();
	const said: Said['unaccompanied'] = {
		bornOn: cells.day('born-on', 'dob-impossible'),
		startedOn: cells.day('started-on'),
		endedOn: cells.day('ended-on')
	};
	return { child, key: null, said };
}

function involvement(cells: Cells, _: TableLayout, { roles }: Wordings): ReadRow {
	const role = roleOf(cells.text('role') ?? '', roles);
	if (!role) return { leftOut: 'other-role' };
	const worker = cells.id('professional');
	if (!worker || worker === '-1') return { leftOut: 'no-professional' };
	const child = cells.child();
	const startedOn = cells.neededDay('started-on');
	const endedOn = cells.day('ended-on');
	if (endedOn && endedOn < startedOn) cells.say('end-before-start', 'error', 'ended-on');
	return { child, key: cells.id('id') ?? null, said: { professional: worker, role, startedOn, endedOn } };
}

/**
 * What is wrong with a review's date and code is for the rules to say, all in one place: they are given what is
 * written. Of a layout whose own form is another (a date and time, a description), they are given the return's form.
 */
function review(cells: Cells, table: TableLayout, { code: codeOf }: Wordings): ReadRow {
	const named = ['child', 'care-id', 'episode-id'].filter((field) => cells.id(field));
	if (!named.length)
		cells.say('child-blank', 'error', ['child', 'care-id', 'episode-id'].find((f) => cells.has(f)) ?? '');
	const strict = table.layout === 'ssda903';
	const held = dayAsWritten(cells, 'held-on', strict);
	const born = dayAsWritten(cells, 'born-on', strict);
	const text = cells.text('code') ?? '';
	const code = text ? (codeOf(text) ?? null) : null;
	const cancelled = cells.text('cancelled');
	const called = cancelled ? readFlag(cancelled) : false;
	if (called === undefined) cells.say('flag', 'error', 'cancelled');
	const said: Said['review'] = {
		careId: cells.id('care-id'),
		episodeId: cells.id('episode-id'),
		bornOn: cells.has('born-on') ? born.day : undefined,
		dueOn: cells.day('due-on'),
		heldOn: held.day,
		cancelled: called ?? false,
		code,
		text: { dob: born.text, review: held.text, code: code && !strict && isOfficial(text, code) ? code : text }
	};
	return { child: cells.id('child') ?? null, key: cells.id('id') ?? null, said };
}

function dayAsWritten(cells: Cells, field: string, strict: boolean): { day: Day | null; text: string } {
	const raw = readText(cells.raw(field)) ?? '';
	const read = raw ? readDay(raw) : undefined;
	if (!read?.day) return { day: null, text: read && 'standIn' in read && read.standIn && !strict ? '' : raw };
	return { day: read.day, text: strict || read.normalised ? raw : slashed(read.day) };
}

/** The official description, whole or cut at a hundred characters as one system does, is no change. */
function isOfficial(text: string, code: ParticipationCode): boolean {
	const official = OFFICIAL_TEXT[code];
	return text === official || (text.length >= 99 && official.startsWith(text));
}
