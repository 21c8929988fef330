import { WORKING_ROLES, type WorkingRole } from './assignments.ts';
import type { CaseloadRow } from './caseload-list.ts';

/** What somebody looks for: children with nobody, with two at once, whose worker changes, or apart from brothers and sisters. */
export const CASELOAD_SHOWN = ['all', 'nobody', 'two', 'changing', 'apart', 'gone'] as const;
export type CaseloadShown = (typeof CASELOAD_SHOWN)[number];
export const CASELOAD_SORTS = ['child', 'who', 'since'] as const;
export type CaseloadSort = (typeof CASELOAD_SORTS)[number];

/** What somebody wants of the list, as in the address of the page. What makes no sense is left out. */
export interface CaseloadQuery {
	role: WorkingRole;
	/** Part of a child's name or id. */
	q: string;
	/** Id of a member of staff who has them now or later. */
	who: string;
	shown: CaseloadShown;
	sort: CaseloadSort;
	down: boolean;
	/** From 1. */
	page: number;
}

const PER_PAGE = 150;

/** What the address asks for: every child by name with their IRO, unless it says otherwise. */
export function readQuery(params: URLSearchParams): CaseloadQuery {
	const [sort = '', direction] = (params.get('sort') ?? '').split('-');
	return {
		role: WORKING_ROLES.find((role) => role === params.get('role')) ?? 'iro',
		q: (params.get('q') ?? '').trim().slice(0, 100),
		who: (params.get('who') ?? '').slice(0, 36),
		shown: CASELOAD_SHOWN.find((known) => known === params.get('show')) ?? 'all',
		sort: CASELOAD_SORTS.find((known) => known === sort) ?? 'child',
		down: direction === 'down',
		page: Math.max(1, Math.floor(Number(params.get('page'))) || 1)
	};
}

/** The address of the list for a query, with something changed; a change starts at the first page again. */
export function addressOf(query: CaseloadQuery, change: Partial<CaseloadQuery> = {}): string {
	const { role, q, who, shown, sort, down, page } = { ...query, page: 1, ...change };
	const params = new URLSearchParams();
	if (role !== 'iro') params.set('role', role);
	if (q) params.set('q', q);
	if (who) params.set('who', who);
	if (shown !== 'all') params.set('show', shown);
	if (sort !== 'child' || down) params.set('sort', down ? `${sort}-down` : sort);
	if (page > 1) params.set('page', String(page));
	return params.size ? `/admin/caseload?${params}` : '/admin/caseload';
}

const IS: Record<CaseloadShown, (row: CaseloadRow) => boolean> = {
	all: () => true,
	nobody: ({ now }) => now.length === 0,
	two: ({ overlap }) => overlap !== undefined,
	changing: ({ now, later }) => later.length > 0 || now.some(({ endedOn }) => endedOn !== null),
	apart: ({ apart }) => apart.length > 0,
	gone: ({ now }) => now.some(({ gone }) => gone)
};

const KEYS: Record<CaseloadSort, (row: CaseloadRow) => string> = {
	child: ({ name, externalId }) => name ?? externalId,
	who: ({ now }) => now[0]?.name ?? '',
	since: ({ now }) => now[0]?.startedOn ?? ''
};

/** Those asked for, in order and by page; all of them by id, and how many there are of each kind. */
export function answerQuery(all: readonly CaseloadRow[], query: CaseloadQuery) {
	const compare = new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' }).compare;
	const words = query.q.toLowerCase().split(/\s+/).filter(Boolean);
	const wanted = all.filter(({ name, externalId, now, later }) => {
		const text = `${name ?? ''} ${externalId}`.toLowerCase();
		const theirs = !query.who || [...now, ...later].some(({ staffId }) => staffId === query.who);
		return theirs && words.every((word) => text.includes(word));
	});
	const key = KEYS[query.sort];
	const rows = wanted
		.filter(IS[query.shown])
		.toSorted((a, b) => (query.down ? -1 : 1) * compare(key(a), key(b)) || compare(KEYS.child(a), KEYS.child(b)));
	const from = (query.page - 1) * PER_PAGE;
	return {
		rows: rows.slice(from, from + PER_PAGE),
		ids: rows.map(({ id }) => id),
		pages: Math.max(1, Math.ceil(rows.length / PER_PAGE)),
		counts: CASELOAD_SHOWN.map((shown) => ({ shown, count: wanted.filter(IS[shown]).length }))
	};
}
