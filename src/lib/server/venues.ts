import * as v from 'valibot';
import { VENUES } from '#lib/forms/options.ts';
import * as audit from './audit.ts';
import { now } from './clock.ts';
import type { AuthorityScope } from './db/scope.ts';
import { newId } from './ids.ts';
import { openerFor, sealerFor } from './sealing/index.ts';

/** What a place can be: what children choose between, but for the home of a child and no place at all. */
export const VENUE_KINDS = VENUES.filter((kind) => kind !== 'home' && kind !== 'video-call');
export type VenueKind = (typeof VENUE_KINDS)[number];

export interface Venue {
	id: string;
	kind: VenueKind;
	name: string;
	/** Where it is and how to get in; '' when not said. */
	address: string;
	/** Step-free, with a toilet to match. */
	accessible: boolean;
	ended: boolean;
}

const at = (row: string) => ({ table: 'venue', row, column: 'address' }) as const;

/** The authority's places by name; those no longer offered only when asked for. */
export async function list(scope: AuthorityScope, { ended = false } = {}): Promise<Venue[]> {
	let found = scope.selectFrom('venue').selectAll('venue').orderBy('venue.name');
	if (!ended) found = found.where('venue.endedAt', 'is', null);
	const rows = await found.execute();
	if (!rows.length) return [];
	const opener = await openerFor(scope, 'authority');
	return rows.map(({ id, kind, name, address, accessible, endedAt }) => ({
		id,
		kind: kind as VenueKind,
		name,
		address: address ? opener.open(at(id), address) : '',
		accessible: accessible === 1,
		ended: endedAt !== null
	}));
}

/** One of them, also one no longer offered; undefined when the authority has none of that id. */
export const find = async (scope: AuthorityScope, id: string): Promise<Venue | undefined> =>
	(await list(scope, { ended: true })).find((venue) => venue.id === id);

/** What stands before the id of a place among kinds of place, in one choice. */
const PLACE = 'place:';
export const choiceOf = (venueId: string): string => `${PLACE}${venueId}`;

/**
 * What was chosen of the kinds of place and the authority's own: its kind, which place, and, where nothing is said of
 * which place exactly, its name and address. Undefined when it is neither.
 */
export async function chosen(scope: AuthorityScope, choice: string, note: string | null) {
	if (!choice) return { venue: null, venueId: null, venueNote: note };
	const kind = VENUES.find((known) => known === choice);
	if (kind) return { venue: kind, venueId: null, venueNote: note };
	const place = choice.startsWith(PLACE) ? await find(scope, choice.slice(PLACE.length)) : undefined;
	if (!place) return undefined;
	const where = [place.name, place.address].filter(Boolean).join(', ');
	return { venue: place.kind, venueId: place.id, venueNote: note ?? where };
}

export interface VenueTyped {
	kind: string;
	name: string;
	address: string;
	accessible: boolean;
}
/** Which box is wrong, and how: a code of `admin:errors`. */
export type Wrong = Partial<Record<'kind' | 'name' | 'address', 'needed' | 'choose-one' | 'too-long'>>;

/** Adds a place, or changes one. Undefined when there is no such place. */
export async function save(
	scope: AuthorityScope,
	id: string | null,
	typed: VenueTyped
): Promise<'saved' | Wrong | undefined> {
	const [name, address] = [typed.name.trim(), typed.address.trim()];
	const wrong: Wrong = {};
	if (!v.is(v.picklist(VENUE_KINDS), typed.kind)) wrong.kind = 'choose-one';
	if (!name || name.length > 120) wrong.name = name ? 'too-long' : 'needed';
	if (address.length > 300) wrong.address = 'too-long';
	if (Object.keys(wrong).length) return wrong;
	return scope.transaction(async (tx) => {
		const row = id ?? newId();
		const sealer = await sealerFor(tx, 'authority');
		const change = {
			kind: typed.kind,
			name,
			address: address ? sealer.seal(at(row), address) : null,
			accessible: typed.accessible ? 1 : 0
		};
		if (id) {
			const done = await tx.updateTable('venue').set(change).where('venue.id', '=', id).executeTakeFirst();
			if (!done.numUpdatedRows) return undefined;
		} else await tx.insertInto('venue', { ...change, id: row, createdAt: now(), endedAt: null }).execute();
		await audit.record(tx, id ? 'venue.changed' : 'venue.added', row);
		return 'saved' as const;
	});
}

/** Offers a place no longer, or again. False when there is no such place. */
export async function offer(scope: AuthorityScope, id: string, offered: boolean): Promise<boolean> {
	return scope.transaction(async (tx) => {
		const done = await tx
			.updateTable('venue')
			.set({ endedAt: offered ? null : now() })
			.where('venue.id', '=', id)
			.executeTakeFirst();
		if (!done.numUpdatedRows) return false;
		await audit.record(tx, offered ? 'venue.offered' : 'venue.ended', id);
		return true;
	});
}
