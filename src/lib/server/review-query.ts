import { STEPS, type Step } from '#lib/domain/next-step.ts';
import type { DueReview } from './review-list.ts';

export const SORTS = ['next', 'day', 'latest', 'child', 'iro'] as const;
export type Sort = (typeof SORTS)[number];

/** What somebody wants of the list, as in the address of the page. What makes no sense is left out. */
export interface ReviewQuery {
	step: Step | undefined;
	/** Id of an IRO, or 'nobody'. */
	iro: string | undefined;
	sort: Sort;
	down: boolean;
	/** From 1. */
	page: number;
}

const PER_PAGE = 100;

/** What the address asks for; the next thing to do first unless it says otherwise. */
export function readQuery(params: URLSearchParams): ReviewQuery {
	const [sort = '', direction] = (params.get('sort') ?? '').split('-');
	return {
		step: STEPS.find((step) => step === params.get('step')),
		iro: params.get('iro') || undefined,
		sort: SORTS.find((known) => known === sort) ?? 'next',
		down: direction === 'down',
		page: Math.max(1, Math.floor(Number(params.get('page'))) || 1)
	};
}

/** The address of the list for a query, with something changed; a change starts at the first page again. */
export function addressOf(query: ReviewQuery, change: Partial<ReviewQuery> = {}): string {
	const { step, iro, sort, down, page } = { ...query, page: 1, ...change };
	const params = new URLSearchParams();
	if (step) params.set('step', step);
	if (iro) params.set('iro', iro);
	if (sort !== 'next' || down) params.set('sort', down ? `${sort}-down` : sort);
	if (page > 1) params.set('page', String(page));
	return params.size ? `/reviews?${params}` : '/reviews';
}

/** The day a review is to be on: arranged, else due. */
export const dayOf = ({ meetsOn, dueOn }: Pick<DueReview, 'meetsOn' | 'dueOn'>): string => meetsOn ?? dueOn;

/** A day after all others, for what has none. */
const NEVER = '9999';
const KEYS: Record<Sort, (row: DueReview) => string> = {
	next: (row) => `${STEPS.indexOf(row.step)} ${dayOf(row)}`,
	day: dayOf,
	latest: ({ statutoryOn }) => statutoryOn ?? NEVER,
	child: ({ childName, childExternalId }) => childName ?? childExternalId,
	iro: ({ iro }) => iro?.name ?? ''
};

/** The rows asked for, in order and by page; how many there are in all, and of each step before it was narrowed to one. */
export function answerQuery(all: readonly DueReview[], query: ReviewQuery) {
	const wanted = (row: DueReview) => !query.iro || (row.iro?.id ?? 'nobody') === query.iro;
	const ofIro = all.filter(wanted);
	const rows = ofIro.filter(({ step }) => !query.step || step === query.step).toSorted(inOrder(query));
	const steps = STEPS.map((step) => ({ step, count: ofIro.filter((row) => row.step === step).length }));
	const from = (query.page - 1) * PER_PAGE;
	return {
		rows: rows.slice(from, from + PER_PAGE),
		total: rows.length,
		pages: Math.max(1, Math.ceil(rows.length / PER_PAGE)),
		steps: steps.filter(({ count }) => count > 0)
	};
}

function inOrder({ sort, down }: ReviewQuery) {
	const compare = new Intl.Collator('en-GB', { numeric: true }).compare;
	return (a: DueReview, b: DueReview) =>
		(down ? -1 : 1) * compare(KEYS[sort](a), KEYS[sort](b)) || compare(dayOf(a), dayOf(b)) || compare(a.id, b.id);
}

/** Every IRO in the list, by name: for the filter of those who see more than one. */
export function irosIn(all: readonly DueReview[]): { id: string; name: string }[] {
	const iros = new Map(all.flatMap(({ iro }) => (iro ? [[iro.id, iro] as const] : [])));
	return [...iros.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}
