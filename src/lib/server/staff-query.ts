import { isRole, type Role } from '#lib/domain/role.ts';
import type { StaffMember } from './staff.ts';

/** What somebody looks for among the staff: `no-factor` can sign in and has no second step. */
export const STAFF_SHOWN = ['here', 'no-factor', 'invited', 'named', 'left'] as const;
export type StaffShown = (typeof STAFF_SHOWN)[number];
export const STAFF_SORTS = ['name', 'role', 'last'] as const;
export type StaffSort = (typeof STAFF_SORTS)[number];

/** What somebody wants of the list, as in the address of the page. What makes no sense is left out. */
export interface StaffQuery {
	/** Part of a name or an address. */
	q: string;
	role: Role | undefined;
	shown: StaffShown;
	sort: StaffSort;
	down: boolean;
}

/** What the address asks for: who is here, by name, unless it says otherwise. */
export function readQuery(params: URLSearchParams): StaffQuery {
	const [sort = '', direction] = (params.get('sort') ?? '').split('-');
	const role = params.get('role') ?? '';
	return {
		q: (params.get('q') ?? '').trim().slice(0, 100),
		role: isRole(role) ? role : undefined,
		shown: STAFF_SHOWN.find((known) => known === params.get('show')) ?? 'here',
		sort: STAFF_SORTS.find((known) => known === sort) ?? 'name',
		down: direction === 'down'
	};
}

/** The address of the list for a query, with something changed. */
export function addressOf(query: StaffQuery, change: Partial<StaffQuery> = {}): string {
	const { q, role, shown, sort, down } = { ...query, ...change };
	const params = new URLSearchParams();
	if (q) params.set('q', q);
	if (role) params.set('role', role);
	if (shown !== 'here') params.set('show', shown);
	if (sort !== 'name' || down) params.set('sort', down ? `${sort}-down` : sort);
	return params.size ? `/admin/staff?${params}` : '/admin/staff';
}

const IS: Record<StaffShown, (member: StaffMember) => boolean> = {
	here: ({ state }) => state !== 'left' && state !== 'named',
	'no-factor': (member) => lacksFactor(member),
	invited: ({ state }) => state === 'invited' || state === 'lapsed',
	named: ({ state }) => state === 'named',
	left: ({ state }) => state === 'left'
};

/** Can sign in with a password, and has no second step. A break-glass account needs none. */
export const lacksFactor = ({ state, factors, breakGlassAt }: StaffMember): boolean =>
	state === 'active' && factors === 0 && !breakGlassAt;

const KEYS: Record<StaffSort, (member: StaffMember) => string> = {
	name: ({ name }) => name,
	role: ({ role }) => role,
	last: ({ lastSignedInAt }) => lastSignedInAt ?? ''
};

/** Those asked for, in order, and how many there are of each kind among those of the name and role. */
export function answerQuery(all: readonly StaffMember[], query: StaffQuery) {
	const compare = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' }).compare;
	const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
	const wanted = all.filter(({ name, email, externalId, role }) => {
		const text = `${name} ${email ?? ''} ${externalId ?? ''}`.toLowerCase();
		return words.every((word) => text.includes(word)) && (!query.role || role === query.role);
	});
	const key = KEYS[query.sort];
	const rows = wanted
		.filter(IS[query.shown])
		.toSorted((a, b) => (query.down ? -1 : 1) * compare(key(a), key(b)) || compare(a.name, b.name));
	return {
		rows,
		counts: STAFF_SHOWN.map((shown) => ({ shown, count: wanted.filter(IS[shown]).length }))
	};
}
