import type { Decision, WishKind } from '#lib/domain/wish.ts';
import { wishValues } from '#lib/forms/engine.ts';
import { PRIVATE_NOTES, REASONS, REASONS_IN_ARABIC } from './adult-words.ts';
import type { Random } from './random.ts';

export interface Decided {
	kind: WishKind;
	decision: Decision | null;
	reason: string | null;
	privateNote: string | null;
}

/** What is arranged, or was: the answers to wishes agree with it. */
export interface Arranged {
	venue: string | null;
	chairing: 'none' | 'part' | 'full' | null;
	/** Who came or is asked, by role and as `person:<id>`. */
	present: ReadonlySet<string>;
}

/** How often what cannot be told from the arrangement is met. */
const OTHERWISE = { met: 78, partly: 13, not: 9 } as const;

/** Answers wishes; so many of them are still waiting. */
export function decider(r: Random, arranged: Arranged, { arabic, waiting }: { arabic: boolean; waiting: number }) {
	return ({ kind, value }: { kind: WishKind; value: string }): Decided => {
		if (r.chance(waiting)) return { kind, decision: null, reason: null, privateNote: null };
		const decision = outcome(r, arranged, kind, value);
		const bank = arabic ? REASONS_IN_ARABIC[decision] : REASONS[kind][decision];
		const reason = decision !== 'met' || r.chance(0.6) ? r.pick(bank) : null;
		return { kind, decision, reason, privateNote: r.chance(0.06) ? r.pick(PRIVATE_NOTES) : null };
	};
}

function outcome(r: Random, { venue, chairing, present }: Arranged, kind: WishKind, value: string): Decision {
	const values = wishValues(value);
	const shared = (met: boolean) => (met ? 'met' : r.weighted({ partly: 45, not: 55 }));
	if (kind === 'venue' && venue) return shared(values.includes(venue));
	if (kind === 'chairing' && chairing) return chairing === value ? 'met' : chairing === 'none' ? 'not' : 'partly';
	if (kind === 'attendee' && value !== 'words') return shared(present.has(value) || r.chance(0.5));
	if (kind === 'not-attendee' && value !== 'words') return shared(!present.has(value));
	return r.weighted(OTHERWISE);
}
