import type { Selectable, Updateable } from 'kysely';
import type { Database } from '../db/schema.ts';
import type { NewRow } from '../db/scope.ts';
import type { Day } from '#lib/domain/day.ts';
import { now } from '../clock.ts';
import { newId } from '../ids.ts';
import { accepted, type Bundle } from './bundles.ts';
import { planReviews } from './plan-reviews.ts';
import type { Professional } from './professionals.ts';
import type { StoredEpisode, StoredInvolvement } from './stored.ts';
import type { Staged } from './types.ts';

type Person = Selectable<Database['child']>;
type Table = 'child' | 'episode' | 'involvement' | 'review';

/** What would change. */
export interface Changes {
	inserts: { [T in Table]: NewRow<T>[] };
	updates: { [T in Table]: { table: T; id: string; set: Updateable<Database[T]> } }[Table][];
	/** Of a row of the files: whether it brought something new, changed something, or neither. */
	outcomes: { row: Staged; outcome: 'imported' | 'updated' | 'same' }[];
	/** Rows that say something else of a review than Sayso's own record, which stands. */
	recordStands: Staged<'review'>[];
}

/** What the rows may run into beside the child's own. */
export interface Surroundings {
	professionals: ReadonlyMap<string, Professional>;
	/** Stored rows by external id, whichever child they are of. */
	episodes: ReadonlyMap<string, StoredEpisode>;
	involvements: ReadonlyMap<string, StoredInvolvement>;
	/** Whose each stored review's external id is. Filled further as reviews are planned. */
	reviews: Map<string, string>;
	today: Day;
}

export const noChanges = (): Changes => ({
	inserts: { child: [], episode: [], involvement: [], review: [] },
	updates: [],
	outcomes: [],
	recordStands: []
});

/** Adds what a child's accepted rows would change; nothing when what they say is already there. */
export function planChild(bundle: Bundle, around: Surroundings, changes: Changes): void {
	const childId = planPerson(bundle, changes);
	if (!childId) return;
	planEpisodes(bundle, childId, around, changes);
	planInvolvements(bundle, childId, around, changes);
	planReviews(bundle, childId, around, changes);
}

function planPerson({ child, rows, stored }: Bundle, changes: Changes): string | undefined {
	const row = accepted(rows.child)[0];
	const said = row?.said ?? { bornOn: accepted(rows.review).find((review) => review.said.bornOn)?.said.bornOn ?? null };
	const uasc = unaccompanied({ child, rows, stored });
	if (stored) {
		const person = differences<Person>(stored, present({ ...said }, ['firstName', 'lastName', 'bornOn', 'sex']));
		const status = differences<Person>(stored, uasc ?? {});
		if (row) changes.outcomes.push({ row, outcome: person ? 'updated' : 'same' });
		const set = { ...(row && person), ...status };
		if (Object.keys(set).length) changes.updates.push({ table: 'child', id: stored.id, set });
		const outcome = !status ? 'same' : stored.uascFrom ? 'updated' : 'imported';
		for (const one of accepted(rows.unaccompanied)) changes.outcomes.push({ row: one, outcome });
		return stored.id;
	}
	if (!said.bornOn) return undefined;
	const id = newId();
	const { firstName = null, lastName = null, sex = null } = row?.said ?? {};
	const made = { id, externalId: child, firstName, lastName, bornOn: said.bornOn, sex, createdAt: now() };
	changes.inserts.child.push({ ...made, uascFrom: uasc?.uascFrom ?? null, uascUntil: uasc?.uascUntil ?? null });
	for (const one of [row, ...accepted(rows.unaccompanied)])
		if (one) changes.outcomes.push({ row: one, outcome: 'imported' });
	return id;
}

/**
 * From the first day of that status to the last; still so while one of the rows has no end. A return says only when it
 * ended: it is taken to have begun with care, and where that is not known, at birth.
 */
function unaccompanied({ rows, stored }: Bundle): { uascFrom: string; uascUntil: string | null } | undefined {
	const said = accepted(rows.unaccompanied).map((row) => row.said);
	if (!said.length) return undefined;
	const first = (days: (string | null | undefined)[]) => days.filter((day): day is string => !!day).sort()[0];
	const care = [...accepted(rows.episode).map((row) => row.said), ...(stored?.episodes ?? [])].map(
		({ startedOn }) => startedOn
	);
	const bornOn =
		accepted(rows.child)[0]?.said.bornOn ?? stored?.bornOn ?? said[0]!.bornOn ?? accepted(rows.review)[0]?.said.bornOn;
	const ends = said.map(({ endedOn }) => endedOn ?? null);
	const from = first(said.map(({ startedOn }) => startedOn)) ?? stored?.uascFrom ?? first(care) ?? bornOn!;
	return { uascFrom: from, uascUntil: ends.includes(null) ? null : (ends.sort().at(-1) ?? null) };
}

/** The fields a row says something in: a blank cell does not take away what another extract gave. */
function present<T extends object>(said: T, fields: readonly string[]): { [F in keyof T]?: NonNullable<T[F]> } {
	const entries = Object.entries(said).filter(([field, value]) => fields.includes(field) && value != null);
	return Object.fromEntries(entries) as { [F in keyof T]?: NonNullable<T[F]> };
}

/** What a row would change of what is stored; undefined when nothing. */
export function differences<T extends object>(stored: T, said: Partial<T>): Partial<T> | undefined {
	const changed = Object.entries(said).filter(
		([field, value]) => value !== undefined && stored[field as keyof T] !== value
	);
	return changed.length ? (Object.fromEntries(changed) as Partial<T>) : undefined;
}

function planEpisodes({ rows, stored }: Bundle, childId: string, { episodes }: Surroundings, changes: Changes): void {
	for (const row of accepted(rows.episode)) {
		const { endedOn, ...said } = row.said;
		const known =
			(row.key ? episodes.get(row.key) : undefined) ??
			stored?.episodes.find((one) => (!row.key || !one.externalId) && one.startedOn === said.startedOn);
		const id = row.key ? { externalId: row.key } : {};
		if (!known) {
			changes.inserts.episode.push({
				id: newId(),
				childId,
				externalId: null,
				...id,
				...filled(said),
				endedOn: endedOn ?? null
			});
			changes.outcomes.push({ row, outcome: 'imported' });
			continue;
		}
		const fields = ['careId', 'startedOn', 'reasonStarted', 'reasonEnded', 'legalStatus', 'placementType'];
		// An end that is gone is news: the episode goes on after all.
		const set = differences(known, { ...present(said, fields), ...id, endedOn, childId });
		if (set) changes.updates.push({ table: 'episode', id: known.id, set });
		changes.outcomes.push({ row, outcome: set ? 'updated' : 'same' });
	}
}

const filled = (said: Omit<Staged<'episode'>['said'], 'endedOn'>) => ({
	careId: said.careId ?? null,
	startedOn: said.startedOn,
	reasonStarted: said.reasonStarted ?? null,
	reasonEnded: said.reasonEnded ?? null,
	legalStatus: said.legalStatus ?? null,
	placementType: said.placementType ?? null
});

function planInvolvements({ rows, stored }: Bundle, childId: string, around: Surroundings, changes: Changes): void {
	const taken = new Set<string>();
	for (const row of accepted(rows.involvement)) {
		const { professional, role, startedOn, endedOn } = row.said;
		const staffId = around.professionals.get(professional)!.staffId;
		const same = (one: StoredInvolvement) =>
			(!row.key || !one.externalId) &&
			one.staffId === staffId &&
			one.role === role &&
			one.startedOn === startedOn &&
			!taken.has(one.id);
		const known = (row.key ? around.involvements.get(row.key) : undefined) ?? stored?.involvements.find(same);
		const said = { childId, staffId, role, startedOn, ...(row.key && { externalId: row.key }) };
		if (!known) {
			changes.inserts.involvement.push({ id: newId(), externalId: null, ...said, endedOn: endedOn ?? null });
			changes.outcomes.push({ row, outcome: 'imported' });
			continue;
		}
		taken.add(known.id);
		const set = differences(known, { ...said, endedOn });
		if (set) changes.updates.push({ table: 'involvement', id: known.id, set });
		changes.outcomes.push({ row, outcome: set ? 'updated' : 'same' });
	}
}
