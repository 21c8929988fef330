import type { Reader } from './reading.ts';

/** What needs two people: a copy of everything about one child, or removing it. */
export const RELEASE_KINDS = ['copy', 'erasure'] as const;
export type ReleaseKind = (typeof RELEASE_KINDS)[number];

/** Who asks for a copy: the child, a parent (or whoever else speaks for themselves), or a court or another authority. */
export const ASKED_FOR = ['child', 'parent', 'official'] as const;
export type AskedFor = (typeof ASKED_FOR)[number];

/**
 * Whether another person must release it. A child's own copy made by their own IRO needs nobody else: it is theirs, and
 * asking must be easy. Everything else is for two.
 */
export const needsSecond = (kind: ReleaseKind, askedFor: AskedFor | null, reader: Reader): boolean =>
	!(kind === 'copy' && askedFor === 'child' && reader === 'iro');
