import { addDays, isDay, londonDay, type Day } from '#lib/domain/day.ts';
import * as audit from './audit.ts';
import { childrenOf, ofChild } from './audit-subjects.ts';
import type { AuthorityScope } from './db/scope.ts';
import { loggedFirst } from './not-logged.ts';
import { nameOf } from './reviews.ts';

/** What somebody wants of the log, as in the address of the page. What makes no sense is left out. */
export interface AuditQuery {
	/** The authority's id for a child. */
	child: string | undefined;
	staff: string | undefined;
	/** 'review.recorded' */
	action: string | undefined;
	from: Day | undefined;
	to: Day | undefined;
	/** Only what was before this number. */
	before: number | undefined;
}

/** What the address asks for. */
export function readQuery(params: URLSearchParams): AuditQuery {
	const text = (name: string) => params.get(name)?.trim() || undefined;
	const day = (name: string) => (isDay(params.get(name)) ? params.get(name)! : undefined);
	const before = Number(params.get('before'));
	const action = text('action');
	return {
		child: text('child'),
		staff: text('staff'),
		action: action && /^[a-z-]+\.[a-z-]+$/.test(action) ? action : undefined,
		from: day('from'),
		to: day('to'),
		before: Number.isInteger(before) && before > 0 ? before : undefined
	};
}

/** The address for a query, with something changed; a change starts at the latest again. */
export function addressOf(path: string, query: AuditQuery, change: Partial<AuditQuery> = {}): string {
	const wanted = { ...query, before: undefined, ...change };
	const params = Object.entries(wanted).filter(([, value]) => value !== undefined);
	return params.length ? `${path}?${new URLSearchParams(params as [string, string][])}` : path;
}

/** Days of England begin at most this much earlier than those of UTC: what is near is then looked at exactly. */
const near = (day: Day, days: number) => `${addDays(day, days)}T00:00:00.000Z`;

async function found(scope: AuthorityScope, { child, staff, action, from, to, before }: AuditQuery, most: number) {
	let events = scope.selectFrom('auditEvent').selectAll('auditEvent').orderBy('auditEvent.seq', 'desc').limit(most);
	if (child) {
		const id = await childId(scope, child);
		const { subjects, actors } = id ? await ofChild(scope, id) : { subjects: [''], actors: [] };
		events = events.where(({ eb, or }) =>
			or([eb('auditEvent.subject', 'in', subjects), ...(actors.length ? [eb('auditEvent.actor', 'in', actors)] : [])])
		);
	}
	if (staff) events = events.where('auditEvent.actor', '=', staff === 'command-line' ? staff : `staff:${staff}`);
	if (action) events = events.where('auditEvent.action', '=', action);
	if (from) events = events.where('auditEvent.at', '>=', near(from, -1));
	if (to) events = events.where('auditEvent.at', '<', near(to, 2));
	if (before) events = events.where('auditEvent.seq', '<', before);
	return events.execute();
}

const childId = async (scope: AuthorityScope, externalId: string): Promise<string | undefined> =>
	(await scope.selectFrom('child').select('child.id').where('child.externalId', '=', externalId).executeTakeFirst())
		?.id;

/** Who acted, and about which child, as it is named today. */
export interface AuditRow {
	seq: number;
	at: string;
	action: string;
	detail: string | null;
	actor: { kind: 'staff' | 'participant' | 'command-line'; name: string | null; role: string | null };
	/** The id a child is looked up by, and their name; null for what is no child's, or is gone. */
	child: { id: string; externalId: string; name: string | null } | null;
}

const PER_PAGE = 100;
/** As much as a spreadsheet takes in at once. */
const MOST_IN_A_FILE = 50_000;

/** A page of the log, the latest first, and from which number the next page goes on. */
export async function page(scope: AuthorityScope, query: AuditQuery): Promise<{ rows: AuditRow[]; next?: number }> {
	const events = await found(scope, query, PER_PAGE);
	const rows = await named(scope, events.filter(inDays(query)));
	return { rows, ...(events.length === PER_PAGE && { next: events.at(-1)!.seq }) };
}

/** Everything asked for, for a file. That it was taken away is in the log too. */
export async function everything(scope: AuthorityScope, query: AuditQuery): Promise<AuditRow[]> {
	await loggedFirst(() => audit.record(scope, 'audit.taken-away', scope.authorityId));
	const events = await found(scope, { ...query, before: undefined }, MOST_IN_A_FILE);
	return named(scope, events.filter(inDays(query)));
}

const inDays =
	({ from = '', to = '9999' }: AuditQuery) =>
	({ at }: { at: string }) =>
		londonDay(at) >= from && londonDay(at) <= to;

type Event = Awaited<ReturnType<typeof found>>[number];

async function named(scope: AuthorityScope, events: Event[]): Promise<AuditRow[]> {
	const staff = new Map((await everybody(scope)).map((one) => [`staff:${one.id}`, one]));
	const rows: AuditRow[] = [];
	for (let i = 0; i < events.length; i += PER_PAGE) {
		const some = events.slice(i, i + PER_PAGE);
		const children = await byEvent(scope, some);
		rows.push(...some.map((event) => rowOf(event, staff.get(event.actor), children.get(event.seq) ?? null)));
	}
	return rows;
}

function rowOf(
	{ seq, at, action, detail, actor }: Event,
	staff: Member | undefined,
	child: AuditRow['child']
): AuditRow {
	const kind = actor.startsWith('staff:')
		? 'staff'
		: actor.startsWith('consultation:')
			? 'participant'
			: 'command-line';
	return { seq, at, action, detail, actor: { kind, name: staff?.name ?? null, role: staff?.role ?? null }, child };
}

/** The child each event is about, or whose consultation acted. */
async function byEvent(scope: AuthorityScope, events: Event[]): Promise<Map<number, NonNullable<AuditRow['child']>>> {
	const acted = ({ actor }: Event) => actor.replace(/^consultation:/, '');
	const owners = await childrenOf(scope, [...new Set(events.flatMap((event) => [event.subject, acted(event)]))]);
	const ids = [...new Set(owners.values())];
	if (!ids.length) return new Map();
	const children = await scope
		.selectFrom('child')
		.select(['child.id', 'child.externalId', 'child.firstName', 'child.lastName', 'child.knownAs'])
		.where('child.id', 'in', ids)
		.execute();
	const known = new Map(children.map((child) => [child.id, { ...child, name: nameOf(child) }]));
	return new Map(
		events.flatMap((event) => {
			const child = known.get(owners.get(event.subject) ?? owners.get(acted(event)) ?? '');
			return child ? [[event.seq, { id: child.id, externalId: child.externalId, name: child.name }] as const] : [];
		})
	);
}

type Member = Awaited<ReturnType<typeof everybody>>[number];

/** Everybody on the staff who has or had a sign-in, by name: who may have acted. */
export function everybody(scope: AuthorityScope) {
	return scope
		.selectFrom('staff')
		.select(['staff.id', 'staff.name', 'staff.role'])
		.where('staff.email', 'is not', null)
		.orderBy('staff.name')
		.execute();
}

/** Every kind of thing that has been done, by its id: what the log can be narrowed to. */
export async function actions(scope: AuthorityScope): Promise<string[]> {
	const rows = await scope
		.selectFrom('auditEvent')
		.select('auditEvent.action')
		.distinct()
		.orderBy('auditEvent.action')
		.execute();
	return rows.map(({ action }) => action);
}
