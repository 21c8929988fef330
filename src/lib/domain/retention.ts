import { addMonths, ageOn, type Day } from './day.ts';

/**
 * How long each kind of record is kept, in years. `record` is what a child's case record keeps of reviews: under reg 50
 * of the Care Planning, Placement and Case Review (England) Regulations 2010 until the seventy-fifth anniversary of
 * birth, or `after-death` for a child who dies before eighteen. `words` is what a participant wrote, counted from the
 * review; without a number it stays with the record (reg 49 makes what a review considered part of it). `messages` is
 * what was sent out, from sending; `staff` a sign-in, from leaving (the six years of the Limitation Act 1980).
 */
export const RETENTION_KINDS = ['record', 'after-death', 'words', 'messages', 'staff'] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

interface Rule {
	/** Without a choice of the authority's; null: as long as the record. */
	years: number | null;
	least: number;
	most: number;
	/** From when the years count. */
	from: 'birth' | 'death' | 'review' | 'sending' | 'leaving';
	/** Whether the least is the law's. */
	statutory: boolean;
}

export const RETENTION: Record<RetentionKind, Rule> = {
	record: { years: 75, least: 75, most: 120, from: 'birth', statutory: true },
	'after-death': { years: 15, least: 15, most: 120, from: 'death', statutory: true },
	words: { years: null, least: 1, most: 75, from: 'review', statutory: false },
	messages: { years: 1, least: 1, most: 10, from: 'sending', statutory: false },
	staff: { years: 6, least: 1, most: 75, from: 'leaving', statutory: false }
};

/** Years by kind, with every default filled in. Null is as long as the record. */
export type Retention = Record<RetentionKind, number | null>;

/** What an authority keeps, from its own columns; what it has not chosen is the default, and never less than the law. */
export function retentionOf(chosen: Partial<Record<RetentionKind, number | null>>): Retention {
	const years = (kind: RetentionKind) => {
		const own = chosen[kind];
		return own == null ? RETENTION[kind].years : Math.max(RETENTION[kind].least, own);
	};
	return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, years(kind)])) as Retention;
}

/** The first day after `years` from a day. */
const after = (day: Day, years: number): Day => addMonths(day, years * 12);

/** The first day a child's record need not be kept. Somebody who died at eighteen or later is kept like the living. */
export function recordKeptUntil(child: { bornOn: Day; diedOn?: Day | null }, retention: Retention): Day {
	const { bornOn, diedOn } = child;
	if (diedOn && ageOn(diedOn, bornOn) < 18) return after(diedOn, retention['after-death']!);
	return after(bornOn, retention.record!);
}

/** The first day what was written for a review need not be kept: never later than the record it belongs to. */
export function wordsKeptUntil(reviewOn: Day, recordUntil: Day, retention: Retention): Day {
	if (retention.words === null) return recordUntil;
	const until = after(reviewOn, retention.words);
	return until < recordUntil ? until : recordUntil;
}

/** The first day a message, or a sign-in somebody left behind, need not be kept. */
export const keptUntil = (kind: 'messages' | 'staff', day: Day, retention: Retention): Day =>
	after(day, retention[kind] ?? RETENTION[kind].years!);

/** Why a number of years cannot be chosen; undefined where it can. Nothing chosen is the default. */
export function retentionRefusal(kind: RetentionKind, years: number | null): 'below-law' | 'out-of-range' | undefined {
	const { least, most, statutory } = RETENTION[kind];
	if (years === null) return undefined;
	if (!Number.isInteger(years) || years > most || years < 1) return 'out-of-range';
	if (years < least) return statutory ? 'below-law' : 'out-of-range';
	return undefined;
}
