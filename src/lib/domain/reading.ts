import type { Audience } from './audience.ts';

/**
 * What a member of staff is to one child: not only their role, but whether the child is theirs now. A `colleague` is an
 * IRO who is not the child's and has given a reason.
 */
export const READERS = ['iro', 'manager', 'social-worker', 'colleague', 'other'] as const;
export type Reader = (typeof READERS)[number];

/**
 * Whether a member of staff may read an answer of the child. The one place that decides. What the child keeps for
 * their IRO, or wants to talk about first, is for that IRO alone; what is for everyone is for those who work with
 * the child. Who arranges, counts or administers reads no child's answer.
 */
export function mayRead(reader: Reader, audience: Audience): boolean {
	if (reader === 'iro') return true;
	return audience === 'everyone' && reader !== 'other';
}

/** Whether they may read what a parent or a carer sent. */
export const mayReadAdults = (reader: Reader): boolean => reader !== 'other';

/** Whether they are shown that a child may not be safe, whatever audience the child chose: the child is told so first. */
export const maySeeSafety = (reader: Reader): boolean => reader === 'iro' || reader === 'manager';
